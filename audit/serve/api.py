"""The service described as OpenAPI 3.1 wants it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit import __version__
from audit.report import FORMATS

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}


def _refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ERROR}}}


_FIELDS: Mapping[str, Any] = {
    "text": {"type": "string", "description": "The text to audit; in a form also a file of any known format."},
    "name": {"type": "string", "maxLength": 200, "description": "How the report names it."},
    "kind": {"type": "string", "description": "The format of the text, by the names of audit check --as."},
    "language": {"type": "string", "description": "BCP 47. Found out if not stated."},
    "source": {"type": "string", "description": "The text it was translated from; in a form also a file."},
    "source_language": {"type": "string"},
    "select": {"type": "array", "items": {"type": "string"}, "description": "Rules, codes or families to run."},
    "ignore": {"type": "array", "items": {"type": "string"}},
    "format": {"type": "string", "enum": [name for name in FORMATS if name != "terminal"], "default": "json"},
}
_BODY = {"type": "object", "required": ["text"], "properties": _FIELDS, "additionalProperties": False}
_SECURED: list[dict[str, list[str]]] = [{}, {"bearer": []}, {"password": []}]

DESCRIPTION: Mapping[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "audit",
        "version": __version__,
        "description": "Audits translated text: where it betrays a machine, why, how bad, what to write instead.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "paths": {
        "/v1/check": {
            "post": {
                "operationId": "check",
                "summary": "Audit a text; the report is JSON of schema 1 unless another format is asked for",
                "security": _SECURED,
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": _BODY},
                        "multipart/form-data": {"schema": _BODY},
                    },
                },
                "responses": {
                    "200": {
                        "description": "The report",
                        "content": {"application/json": {"schema": {"type": "object"}}, "text/html": {}},
                    },
                    "400": _refusal("The body cannot be read"),
                    "401": _refusal("The token is missing or wrong"),
                    "408": _refusal("The body came too slowly"),
                    "413": _refusal("The body is too large"),
                    "415": _refusal("The body is neither JSON nor a form"),
                    "422": _refusal("A field, or the text, is not what is expected"),
                    "503": _refusal("Too many texts are waiting, or the audit took too long"),
                },
            }
        },
        "/v1/rules": {
            "get": {
                "operationId": "rules",
                "summary": "The catalogue of rules",
                "security": _SECURED,
                "responses": {
                    "200": {"description": "The rules", "content": {"application/json": {"schema": {"type": "array"}}}},
                    "401": _refusal("The token is missing or wrong"),
                },
            }
        },
        "/health": {
            "get": {
                "operationId": "health",
                "summary": "Is the service alive?",
                "responses": {"200": {"description": "Yes", "content": {"application/json": {}}}},
            }
        },
    },
    "components": {
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "password": {"type": "http", "scheme": "basic"},
        }
    },
}
