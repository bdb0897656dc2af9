from concurrent.futures import ThreadPoolExecutor
from typing import get_args

from annotator.runtime.late import Late
from annotator.services.bootstrap import Services
from annotator.services.linking import LinkingService


def test_a_service_is_made_once_however_many_ask_for_it_at_once():
    services = Services(context=object())
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: services.linking, range(64)))

    assert isinstance(found[0], LinkingService)
    assert all(service is found[0] for service in found)


def test_a_service_works_through_the_others_that_it_is_made_of():
    services = Services(context=object())

    assert services.guarding._annotating is services.annotating


def test_every_service_is_of_the_class_that_it_is_declared_to_be():
    for name, made in vars(Services).items():
        if isinstance(made, Late):
            declared = Services.__annotations__[name]
            assert get_args(declared)[0].__forward_arg__ == made.kind().__name__
