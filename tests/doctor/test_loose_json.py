"""doctor.py reads JSON with what the tool of a file takes beyond it, and no more."""

from __future__ import annotations

import json

import pytest

from gateway_docs.connect.assemble import connect_of
from gateway_docs.doctor.assemble import FOLDER
from gateway_docs.doctor.parts.formats import PARSERS
from gateway_docs.project.yaml_files import read_yaml

FORMS = ["json", "comments", "commas", "json5"]
#: (the least form that takes it, text): all say the same.
TEXTS = [
    ("json", '{"a": {"b": "x // y, }"}, "c": [1, true], "d": "/* \\" */"}'),
    ("comments", '{// "no": 1\n"a": {"b": "x // y, }"}, /* , } */ "c": [1, true], "d": "/* \\" */"}'),
    ("commas", '{"a": {"b": "x // y, }",}, "c": [1, true, /* x */ ], "d": "/* \\" */", // the end\n}'),
    ("json5", "{a: {'b': 'x // y, }'}, c: [1, true], d: '/* \" */'}"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("least", "text"), TEXTS)
def test_form_takes_what_is_its(least, text, form):
    if FORMS.index(form) >= FORMS.index(least):
        assert PARSERS[form](text) == json.loads(TEXTS[0][1])
    else:
        with pytest.raises(ValueError, match="line 1"):
            PARSERS[form](text)


def test_line_of_a_mistake_is_that_of_the_file():
    with pytest.raises(ValueError, match="line 4"):
        PARSERS["comments"]('{\n/* 1\n2 */\n"a" "b"}')


def test_doctor_and_connect_read_the_same_forms():
    files = [file for file in read_yaml(FOLDER / "settings.yml")["files"] if file["path"].endswith(".json")]
    forms = {
        file["client"]: (file["format"], connect.json_form) for file in files if (connect := connect_of(file["client"]))
    }
    assert len(forms) >= 5
    assert {client for client, (doctor, connect) in forms.items() if doctor != connect} == set()
