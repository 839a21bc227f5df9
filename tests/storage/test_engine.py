"""The address by which SQLite is told of a file."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from nfi_planner.storage.uris import file_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/documents/a.nfi"), "file:///documents/a.nfi"),
        (PurePosixPath("/a b/100 %/é?#.nfi"), "file:///a%20b/100%20%25/%C3%A9%3F%23.nfi"),
        (PureWindowsPath("C:\\Été 2014\\a#1.nfi"), "file:///C:/%C3%89t%C3%A9%202014/a%231.nfi"),
        (PureWindowsPath("\\\\srv\\Partage région\\a.nfi"), "file:////srv/Partage%20r%C3%A9gion/a.nfi"),
        (PureWindowsPath("\\\\srv\\d$\\100%.nfi"), "file:////srv/d%24/100%25.nfi"),
    ],
)
def test_the_address_names_no_host_and_nothing_in_it_is_read_as_a_parameter(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri
