"""No log line takes a person, a form, a request's body or a resource, however short of time we were."""

import ast

from tests.structure.sources import modules

LOGGERS = {"log", "logger", "logging"}
CALLS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
PERSONAL = {
    "address",
    "birth_date",
    "body",
    "bundle",
    "cleaned_data",
    "email",
    "family_name",
    "form",
    "given_names",
    "locals",
    "narrative",
    "nhs_number",
    "patient",
    "people",
    "person",
    "piece",
    "pieces",
    "POST",
    "postcode",
    "record",
    "records",
    "request",
    "resource",
    "row",
    "rows",
    "subject",
    "telephone",
    "text",
    "value",
    "vars",
    "words",
}
HARMLESS = {"id", "pk", "key", "line", "file", "status_code", "__class__", "__name__"}


def log_calls(tree):
    """Every call of a logger: log.info(...), self.logger.error(...), logging.getLogger(...).warning(...)."""
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS
        ):
            continue
        owner = {n.id for n in ast.walk(node.func.value) if isinstance(n, ast.Name)}
        owner |= {n.attr for n in ast.walk(node.func.value) if isinstance(n, ast.Attribute)}
        if {name.lower().strip("_") for name in owner} & LOGGERS:
            yield node


def personal_names(node):
    """Names under a node that stand for what a person told somebody; `person.pk` and `len(rows)` do not."""
    if isinstance(node, ast.Attribute) and node.attr in HARMLESS:
        return []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("len", "type"):
        return []
    own = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    inner = [name for child in ast.iter_child_nodes(node) for name in personal_names(child)]
    return ([own] if own in PERSONAL else []) + inner


def faults_in(tree):
    """(line, name) for each personal thing that a log call is handed."""
    for call in log_calls(tree):
        handed = [*call.args, *(keyword.value for keyword in call.keywords)]
        yield from ((call.lineno, name) for part in handed for name in personal_names(part))


def test_no_log_call_takes_anything_about_a_person():
    faults = [f"{m.place}:{line} logs {name}" for m in modules() for line, name in faults_in(m.tree)]
    assert not faults, "\n".join(faults)


def test_the_check_sees_what_it_should():
    assert list(faults_in(ast.parse("log.info('%s', person)"))) == [(1, "person")]
    assert list(faults_in(ast.parse("logging.getLogger('x').error('no', extra={'b': request.body})")))
    assert not list(faults_in(ast.parse("log.info('%s of %d', person.pk, len(rows))")))
