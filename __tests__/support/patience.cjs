// A slow machine is no failure: what has to be quick is measured by bench/, never by a test's clock.
jest.setTimeout(300_000);
