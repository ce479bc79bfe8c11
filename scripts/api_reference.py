"""Writes docs/reference/api.md from what the desk's API says of itself. Run: `uv run scripts/api_reference.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker import app
from checker.web.desk import create_app
from checker.web.server import desk_of

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs/reference/api.md"
HEAD = """# The API of the desk

Written by `scripts/api_reference.py` from what the desk says of itself at `/api/v1/openapi.json`. Answers are JSON;
errors are `{"error": "…"}`. With a token, send `Authorization: Bearer …`. A request that changes something says in
`author` who does it; it stands in the log. `curl http://127.0.0.1:8642/api/v1/discrepancies` is a beginning.
"""


def described() -> Mapping[str, Any]:
    """The OpenAPI document of a desk with the shipped rules and no sources."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(f"store: state.db\nrules: [{ROOT / 'rules'}]\n", encoding="utf-8")
        with app.parts(app.settings(file)) as parts:
            return create_app(desk_of(parts)).openapi()


def page(document: Mapping[str, Any]) -> str:
    """The reference page."""
    schemas = document["components"]["schemas"]
    parts = [HEAD]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            parts.append(f"## `{method.upper()} {path}`\n\n{' '.join(operation.get('description', '').split())}\n")
            rows = [*_parameters(operation), *_body(operation, schemas)]
            if rows:
                parts.append("\n".join(["| name | where | what |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    for one in operation.get("parameters", ()):
        yield _row(
            one["name"], one["in"], one["schema"], one.get("description", ""), required=one.get("required", False)
        )


def _body(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[str]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    seen: set[str] = set()
    for choice in content.get("oneOf", [content]):
        schema = schemas.get(str(choice.get("$ref", "")).rpartition("/")[2], {})
        for name, one in schema.get("properties", {}).items():
            row = _row(name, "body", one, one.get("description", ""), required=name in schema.get("required", ()))
            if row not in seen:
                seen.add(row)
                yield row


def _row(name: str, where: str, schema: Mapping[str, Any], told: str, *, required: bool) -> str:
    what = (
        []
        if required
        else [f"default `{schema['default']}`" if schema.get("default") not in (None, "") else "optional"]
    )
    return f"| `{name}` | {where} | {'; '.join([part for part in (_kind(schema), *what, told) if part])} |"


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        return " or ".join(_kind(one) for one in choices)
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{one}`" for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("type", ""))


if __name__ == "__main__":
    FILE.write_text(page(described()), encoding="utf-8")
