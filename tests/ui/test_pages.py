import pytest

from annotator.services.bootstrap import open_services
from annotator.ui.bench import Bench
from annotator.ui.context_menu import ContextMenu, give_menus
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.workspaces import PAGES, Workspace


@pytest.fixture
def bench(qtbot, project, shell):
    bridge = EventBridge()
    services = open_services(project.path, user="Ann", publish=bridge.publish)
    bench = Bench(Desk(services, bridge, shell.banner.report), shell)
    qtbot.addWidget(bench)
    yield bench
    services.close()


def test_no_page_is_made_before_somebody_wants_it(bench):
    bench.arrange(Workspace.REVIEW)

    assert bench.pages.made() == ()
    assert set(bench.pages) == set(PAGES)
    assert len(bench.pages) == len(PAGES)


@pytest.mark.parametrize("workspace", PAGES)
def test_a_page_is_made_once_and_kept(bench, workspace):
    bench.arrange(workspace)
    page = bench.pages[workspace]
    bench.arrange(Workspace.ANNOTATE)
    bench.arrange(workspace)

    assert bench.pages.made() == (page,)
    assert bench.in_page
    assert page.parent() is not None


@pytest.mark.parametrize("workspace", PAGES)
def test_a_page_fits_a_small_screen(bench, workspace):
    bench.arrange(workspace)
    least = bench.pages[workspace].minimumSizeHint()

    assert least.width() <= 1280
    assert least.height() <= 600


def test_what_has_no_page_of_its_own_has_none(bench):
    assert Workspace.ANNOTATE not in bench.pages
    assert bench.pages.get(Workspace.ANNOTATE) is None


@pytest.mark.parametrize("early", [True, False])
def test_a_page_has_its_menus_whenever_it_is_made(bench, shell, early):
    if early:
        bench.arrange(Workspace.ADJUDICATE)
    give_menus(bench, shell.actions.actions)
    holders = bench.pages[Workspace.ADJUDICATE].menus()

    assert holders
    assert all(holder.findChildren(ContextMenu) for holder in holders)


def test_a_page_made_late_leads_to_a_place_in_the_text(bench, project):
    bench.arrange(Workspace.EXPLORE)
    bench.pages[Workspace.EXPLORE].place_wanted.emit(project.document_id, "", None)

    assert bench.workspace is Workspace.ANNOTATE
    assert bench.desk.document_id == project.document_id
