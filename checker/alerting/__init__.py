"""Alerting: route, mute, render and deliver, so that people are told once, in the right place, with the proof."""
