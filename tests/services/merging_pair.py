"""A project and a copy of it, with the same two people at work in both."""

import sqlite3
from contextlib import closing

from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project
from annotator.services.merging import MergingProjectsService
from tests.conftest import TwoPeople


class Pair:
    """A project, `here`, and a copy of it, `there`, with Ann and Bob at work in both."""

    def __init__(self, project):
        there = project.path.with_name("there.annotator")
        with closing(sqlite3.connect(project.path)) as one, closing(sqlite3.connect(there)) as two:
            one.backup(two)
        ann = open_services(there, user="Ann")
        self.here = project
        self.there = TwoPeople(there, ann, ann.as_user("Bob"), project.document_id)

    def merge(self, **how):
        """Let Ann take in what the copy has."""
        service = MergingProjectsService(self.here.ann.context)
        report = service.merge(self.there.path, **how)
        assert findings(self.here) == ()
        return report


def findings(people):
    return tuple(item.sentence for item in check_project(people.ann.context).findings)


def claims(people, document_id=None):
    return people.ann.querying.sheet(document_id or people.document_id).claims
