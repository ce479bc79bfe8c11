"""Bodies that every state has: one id in any language, and what only looks like one."""

from __future__ import annotations

import pytest

from checker import world
from checker.world.labels import entity_label


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("la inteligencia surcoreana", "org:kr-intelligence"),
        ("South Korea's spy agency", "org:kr-intelligence"),
        ("el NIS", "org:kr-intelligence"),
        ("las fuerzas armadas de Chile", "org:cl-army"),
        ("the Ministry of Health of Peru", "org:pe-health-ministry"),
        ("el Estado Mayor General ucraniano", "org:ua-general-staff"),
        ("la policía de Seúl", None),
        ("un oficial del Ejército ruso", None),
        ("inteligencia artificial china", None),
        ("la policía", None),
        ("Rusia", None),
        ("", None),
    ],
)
def test_a_body_of_a_state_has_one_id(text: str, want: str | None) -> None:
    assert world.state_body(text) == want


@pytest.mark.parametrize(
    ("entity", "lang", "want"),
    [
        ("org:kr-intelligence", "es", "servicios de inteligencia de Corea del Sur"),
        ("org:kr-intelligence", "en", "South Korea's intelligence service"),
        ("org:ru-defence-ministry", "es", "Ministerio de Defensa de Rusia"),
        ("org:el-partido-de-todos", "es", "el Partido de Todos"),
    ],
)
def test_its_id_is_called_in_the_reader_s_language(entity: str, lang: str, want: str) -> None:
    assert entity_label(entity, lang) == want


@pytest.mark.parametrize(
    ("text", "lang", "want"),
    [
        ("South Korean intelligence", "es", "los servicios de inteligencia de Corea del Sur"),
        ("la inteligencia surcoreana", "es", "la inteligencia surcoreana"),
        ("the National Intelligence Service", "es", "los servicios de inteligencia de Corea del Sur"),
        ("el NIS", "en", "el NIS"),
        ("police in Oslo", "es", "police in Oslo"),
    ],
)
def test_a_foreign_name_is_told_in_the_reader_s_words(text: str, lang: str, want: str) -> None:
    assert world.body_text(text, lang) == want


@pytest.mark.parametrize(
    ("text", "told_in", "lang", "want"),
    [
        ("The United Arab Emirates", "en", "es", "Emiratos Árabes Unidos"),
        ("Rwanda", "en", "es", "Ruanda"),
        ("the DRC", "en", "es", "la República Democrática del Congo"),
        ("Ruanda", "es", "en", "Rwanda"),
        ("Baku", "en", "es", "Bakú"),
        ("the United Nations", "en", "es", "la ONU"),
        ("The Rapid Support Forces", "en", "es", "las Fuerzas de Apoyo Rápido"),
        ("Pakistan's military", "en", "es", "el Ejército de Pakistán"),
        ("the Congolese army", "en", "es", "el Ejército de la República Democrática del Congo"),
        ("Naciones Unidas", "es", "es", "Naciones Unidas"),
        ("La Cruz Roja Colombiana", "es", "es", "la Cruz Roja Colombiana"),
        ("Los bomberos", "es", "es", "los bomberos"),
        ("The governor", "en", "es", "«the governor»"),
        ("The governor", "en", "en", "the governor"),
        ("el alcalde", "es", "en", "«el alcalde»"),
        ("health officials in Goma", "en", "es", "«health officials in Goma»"),
        ("Its director", "en", "en", "«its director»"),
        ("su oficina", "es", "es", "«su oficina»"),
        ("Her office", "en", "es", "«her office»"),
        ("Su", "es", "es", "Su"),
        ("Ursula von der Leyen", "en", "es", "Ursula von der Leyen"),
        ("Mayor Jane Roe", "en", "es", "Mayor Jane Roe"),
        ("La Paz", "es", "es", "La Paz"),
        ("El Salvador", "es", "es", "El Salvador"),
        ("Rwanda's army chief", "en", "es", "«Rwanda's army chief»"),
        ("El", "es", "es", "El"),
    ],
)
def test_a_speaker_is_named_as_within_a_sentence(text: str, told_in: str, lang: str, want: str) -> None:
    assert world.body_text(text, lang, told_in) == want
