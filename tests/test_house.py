"""The house's own rules: who may import whom, what the front door shows, what every problem can say."""

import ast
import importlib
import inspect
import re
import string
import subprocess
import sys
import types
from pathlib import Path

import pytest

import palnet
from palnet import model
from palnet._messages import MESSAGES

SOURCE = Path(palnet.__file__).parent
ELVEDAL = Path(__file__).parent / "data" / "elvedal"

# Imports run upwards in this list and never downwards; within a floor they run in no circle.
FLOORS = [
    {"errors", "_messages", "_version", "record", "text", "period"},
    {"model"},
    {"_names", "common", "files", "survey", "counting"},
    {"assess"},
    {"crosswalk", "audit"},
    {"hooks", "plugins", "coherence", "catalogue"},
    {"report", "export", "sheets", "draft"},
    {"cli"},
    {"__main__"},
]
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
CORE = {"attr", "attrs", "cattrs", "pluggy", "tomli"}
ROOMS_WITH_EXTRAS = {"survey", "counting", "report", "export", "sheets", "draft", "cli", "testing"}


class Module:
    """A source file, parsed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        parts = path.relative_to(SOURCE).with_suffix("").parts
        self.parts = parts[:-1] if parts[-1] == "__init__" else parts
        self.name = ".".join(["palnet", *self.parts])
        self.room = self.parts[0] if self.parts else ""
        self.tree = ast.parse(path.read_text("utf-8"))

    def imports(self, *, at_once: bool = False):
        """Everything that it imports, in full; with ``at_once`` only what is imported when it is."""
        waiting = [self.tree]
        while waiting:
            node = waiting.pop()
            if at_once and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                continue
            if at_once and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                waiting.extend(node.orelse)
                continue
            waiting.extend(ast.iter_child_nodes(node))
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}: imports are written in full"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def __repr__(self) -> str:
        return self.name


MODULES = [Module(path) for path in sorted(SOURCE.rglob("*.py"))]
NAMES = {module.name for module in MODULES}
every_module = pytest.mark.parametrize("module", MODULES, ids=repr)


def rooms_of(imported):
    """The rooms of palnet among what is imported; the front door is the room without a name."""
    for name in imported:
        top, _, rest = name.partition(".")
        if top == "palnet":
            yield rest.partition(".")[0]


def module_of(imported):
    """The module of palnet that an import leads to."""
    while imported not in NAMES:
        imported = imported.rpartition(".")[0]
    return imported


@every_module
def test_imports_run_downwards_only(module):
    if module.room == "testing":
        return
    imported = set(rooms_of(module.imports(at_once=module.room == "")))
    assert "testing" not in imported
    if module.room == "":
        assert imported == {"_version"}
        return
    assert module.room in FLOOR, "a new room needs a floor in this test and in the design"
    above = {room for room in imported if FLOOR.get(room, len(FLOORS)) > FLOOR[module.room]}
    assert not above


def test_no_import_runs_in_a_circle():
    reached = {
        module.name: {module_of(one) for one in module.imports(at_once=True) if one.startswith("palnet.")}
        for module in MODULES
    }
    left = dict(reached)
    while free := [name for name, needs in left.items() if not (needs - {name}) & left.keys()]:
        for name in free:
            del left[name]
    assert not left


@every_module
def test_the_model_stands_on_the_ground_floor_and_the_standard_library_alone(module):
    if module.room != "model":
        return
    imported = set(module.imports())
    outside = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names - {"palnet", "attrs"}
    assert not outside
    assert set(rooms_of(imported)) <= {"errors", "record", "text", "period", "model"}


@every_module
def test_the_core_imports_four_libraries_and_every_other_only_when_it_is_used(module):
    at_once = {name.partition(".")[0] for name in module.imports(at_once=True)}
    outside = at_once - sys.stdlib_module_names - {"palnet"}
    if module.room not in ROOMS_WITH_EXTRAS:
        assert outside <= CORE


@every_module
def test_dataframes_are_spoken_of_in_one_place(module):
    libraries = {name.partition(".")[0] for name in module.imports()}
    if module.name != "palnet.counting.frames":
        assert "narwhals" not in libraries
    if module.room in ("model", "files", "assess"):
        assert not libraries & {"pandas", "polars", "pyarrow", "duckdb"}


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_palnet_loads_nothing_of_weight():
    loaded = run("import sys, palnet; print(*sorted(sys.modules))").split()
    assert {name for name in loaded if name.startswith("palnet")} == {"palnet", "palnet._version"}
    heavy = (
        "pandas polars narwhals pyarrow rich jinja2 babel cyclopts hypothesis pytest tree_sitter attrs cattrs pluggy"
    )
    assert not set(heavy.split()) & set(loaded)


def test_finding_all_plugins_loads_nothing_of_the_extras():
    loaded = run(f"import sys, palnet; palnet.discover(folders=[{str(ELVEDAL)!r}], strict=False); print(*sys.modules)")
    extras = "pandas polars narwhals rich jinja2 babel cyclopts hypothesis pytest tree_sitter"
    assert not set(extras.split()) & set(loaded.split())


WITHOUT_EXTRAS = """
import sys
EXTRAS = {"cyclopts", "rich", "jinja2", "babel", "tree_sitter", "tree_sitter_toml", "hypothesis", "pytest"}
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRAS:
            raise ImportError(name)
sys.meta_path.insert(0, Nothing())
import palnet
for name in palnet.__all__:
    getattr(palnet, name)
catalogue = palnet.discover(plugins=[], folders=[sys.argv[1]])
print(catalogue.strategy("elvedal", 2023).id, len(catalogue.figures("elvedal", 2023)))
try:
    palnet.discover(plugins=[], folders=[sys.argv[2]])
except palnet.PluginError as error:
    print(error.problems[0].path.endswith("a.toml"), error.problems[0].keys, error.problems[0].line)
"""


def test_the_core_works_without_any_extra(tmp_path):
    region = '{ id = "A", label = "x", health_region = "helse-vest" }'
    (tmp_path / "a.toml").write_text(f"palnet = 1\nregions = [{region}]\n")
    command = [sys.executable, "-W", "error", "-c", WITHOUT_EXTRAS, str(ELVEDAL), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["elvedal-2023-2026 3", "True ('regions', 0, 'id') None"]


def test_the_front_door_shows_what_is_there_once_and_in_order():
    assert palnet.__all__ == sorted(set(palnet.__all__))
    assert dir(palnet) == palnet.__all__
    for name in palnet.__all__:
        assert getattr(palnet, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        palnet.nothing_of_the_sort  # noqa: B018


def test_the_front_door_shows_all_that_the_ground_floor_and_the_model_export():
    shown = set(palnet.__all__)
    assert set(model.__all__) - {"Definitions"} <= shown
    for name in ("palnet.errors", "palnet.period"):
        assert set(importlib.import_module(name).__all__) <= shown
    exported = {name: one for one in _model_modules() for name in one.__all__}
    assert set(model.__all__) == {name for name, one in exported.items() if inspect.isclass(getattr(one, name))}
    assert all(getattr(model, name) is getattr(one, name) for name, one in exported.items() if name in model.__all__)


def _model_modules():
    names = [module.name for module in MODULES if module.room == "model" and len(module.parts) == 2]
    return [importlib.import_module(name) for name in names]


def test_each_name_at_the_front_door_is_public_where_it_lives():
    homes = {name: home for home, names in palnet._HOMES.items() for name in names}
    assert set(homes) | set(palnet._MODULES) | {"__version__"} == set(palnet.__all__)
    assert len(homes) == sum(len(names) for names in palnet._HOMES.values())
    for name, home in homes.items():
        living = importlib.import_module(home)
        assert name in living.__all__
        assert getattr(palnet, name) is getattr(living, name)


def test_what_type_checkers_see_at_the_front_door_is_what_there_is():
    (front,) = [module for module in MODULES if module.name == "palnet"]
    seen = set(front.imports()) - set(front.imports(at_once=True))
    homes = {f"{home}.{name}" for home, names in palnet._HOMES.items() for name in names}
    assert {one for one in seen if one.startswith("palnet.")} - {f"palnet.{name}" for name in palnet._MODULES} == homes


def test_no_package_bears_the_name_of_a_public_function():
    for module in MODULES:
        if module.path.name != "__init__.py" or module.room == "testing":
            continue
        package = importlib.import_module(module.name)
        beside = {one.name for one in module.path.parent.iterdir() if (one / "__init__.py").exists()}
        beside |= {one.path.stem for one in MODULES if not module.parts and len(one.parts) == 1} - {"__init__"}
        for name in beside & set(getattr(package, "__all__", ())):
            assert isinstance(getattr(package, name), types.ModuleType), f"{module.name}.{name}"
    planned = {"count", "discover", "read_answers", "read_folder", "hookimpl"}
    assert not planned & {path.stem for path in SOURCE.iterdir()}


def used_codes():
    """Every code that the source names outside the list of messages."""
    for module in MODULES:
        if module.name == "palnet._messages":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and re.fullmatch(r"PAL\d{3}", str(node.value)):
                yield node.value


def parameters(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_code_has_a_message_and_every_message_a_use():
    assert set(used_codes()) == set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same_of_the_same(code):
    nb, en = MESSAGES[code]
    assert parameters(nb) == parameters(en)
    assert nb.strip()
    assert en.strip()
    assert nb != en


def test_every_problem_is_made_with_the_parameters_that_its_message_needs():
    made = 0
    for module in MODULES:
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"):
                continue
            code, *given = node.args
            if not isinstance(code, ast.Constant):
                continue
            table = given[0] if given else ast.Dict(keys=[], values=[])
            if isinstance(table, ast.Dict) and all(isinstance(key, ast.Constant) for key in table.keys):
                made += 1
                names = {key.value for key in table.keys}
                assert names == parameters(MESSAGES[code.value][1]), f"{module.name}:{node.lineno}"
    assert made > 40


def public_things(module):
    """The module, its public classes and functions, and the public methods of those classes."""
    yield module.name, module.tree
    waiting = [(module.name, node) for node in module.tree.body]
    while waiting:
        above, node = waiting.pop()
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            yield f"{above}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                waiting.extend((f"{above}.{node.name}", inner) for inner in node.body)


@every_module
def test_everything_public_says_what_it_is(module):
    for name, node in public_things(module):
        assert (ast.get_docstring(node) or "").strip(), name


def test_every_module_says_what_it_exports():
    for module in MODULES:
        if module.path.name.startswith("_") or module.path.name == "cli.py":
            continue
        assert any(
            isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__" for node in module.tree.body
        ), module.name


def test_the_package_says_that_it_is_typed_and_which_version_it_is():
    assert (SOURCE / "py.typed").exists()
    assert palnet.__version__.count(".") == 2
