import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from annotator.ui.screenshots import main_window_picture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_window_on_a_project_is_drawn_into_a_file(qapp, project, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    out = tmp_path / "pictures" / "window.png"

    main_window_picture(project.path, out)

    assert (QImage(str(out)).width(), QImage(str(out)).height()) == (1280, 800)
    assert os.environ["ANNOTATOR_DATA_DIR"] == str(tmp_path / "own")
    assert not (tmp_path / "own").exists()


@pytest.mark.soak
def test_every_workspace_is_drawn_light_and_dark(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": ""}
    subprocess.run(
        [sys.executable, "-m", "annotator.ui.screenshots", str(tmp_path)],
        env=environment,
        check=True,
        timeout=1_200,
    )

    names = {path.name for path in tmp_path.glob("*.png")}
    assert {"annotate-light.png", "review-dark.png", "speakers-dark-large.png"} <= names
    assert {"welcome-light.png", "palette-dark.png", "preferences-light.png"} <= names
    large = QImage(str(tmp_path / "explore-light-large.png"))
    assert (large.width(), large.height()) == (2560, 1440)
