"""The benchmark of search, run as one runs it, on a small project made for it."""

import subprocess
import sys
from pathlib import Path

from annotator.domain.filter import ClaimFilter, DocumentFilter
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project

SEARCH = Path(__file__).parents[2] / "benchmarks" / "search.py"


def test_the_benchmark_makes_a_project_and_tells_sizes_queries_sorts_and_filters(tmp_path):
    sizes = ["--documents", "40", "--claims", "400", "--folder", tmp_path]
    done = subprocess.run(
        [sys.executable, SEARCH, *sizes], capture_output=True, encoding="utf-8", check=False
    )

    assert done.stderr == ""
    assert done.returncode in {0, 1}
    for cell in ("| text_index |", "| `min*` |", "| speaker |", "facets of all", "Every limit is"):
        assert cell in done.stdout
    services = open_services(tmp_path / "large-40-400.annotator", user="Ann")
    assert services.searching.claim_count(ClaimFilter()) == 400
    assert list(services.searching.document_ids(DocumentFilter(words="number7"))) == [7]
    rules = {finding.rule for finding in check_project(services.context).findings}
    assert not {rule for rule in rules if rule.value in {"search", "content", "text"}}
    services.close()
