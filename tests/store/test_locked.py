import pytest

from annotator.domain.errors import ProjectError
from annotator.store import engine
from annotator.store.journal import Intent
from annotator.store.unit_of_work import Store


def test_a_project_kept_locked_by_another_is_said(project, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    hasty = Store(engine.open_engine(project.path), project.path)
    with project.ann.context.writing("Hold on"), pytest.raises(ProjectError, match="Another"):
        hasty.writing(Intent(user=1, label="Push in"))
    hasty.close()
