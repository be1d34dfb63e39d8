namespace Alitellm.LiteLLM.Tests;

public sealed class LiteLLMVersionTests
{
    [TestCase("1.81.13", 1, 81, 13, "", false)]
    [TestCase(" v1.93.0-nightly ", 1, 93, 0, "-nightly", true)]
    [TestCase("1.85.1-rc.2", 1, 85, 1, "-rc.2", true)]
    [TestCase("1.82.0rc1", 1, 82, 0, "rc1", true)]
    [TestCase("1.82.0.dev3", 1, 82, 0, ".dev3", true)]
    [TestCase("1.80.0-stable", 1, 80, 0, "-stable", false)]
    [TestCase("1.83.10.post1", 1, 83, 10, ".post1", false)]
    [TestCase("1.83.10+abc123", 1, 83, 10, "+abc123", false)]
    [TestCase("1.84", 1, 84, 0, "", false)]
    public void A_version_is_read(string text, int major, int minor, int patch, string suffix, bool prerelease)
    {
        var version = LiteLLMVersion.Parse(text);

        Assert.That(version, Is.EqualTo(new LiteLLMVersion(major, minor, patch, suffix)));
        Assert.That(version.IsPrerelease, Is.EqualTo(prerelease));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("latest")]
    [TestCase("1")]
    [TestCase("1.x.3")]
    [TestCase("99999999999.0.0")]
    [TestCase("1.2.3 4")]
    public void Anything_else_is_no_version(string? text)
    {
        Assert.That(LiteLLMVersion.TryParse(text, out var version), Is.False);
        Assert.That(version, Is.Null);
        Assert.That(() => LiteLLMVersion.Parse(text!), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Versions_are_ordered_by_number_then_prereleases_first()
    {
        string[] ordered = ["1.9.9", "1.81.13", "1.82.0.dev3", "1.82.0-rc.2", "1.82.0-rc.10", "1.82.0", "1.82.0.post1", "1.82.1", "2.0.0"];

        var sorted = ordered.Reverse().Select(LiteLLMVersion.Parse).Order().Select(version => version.ToString());

        Assert.That(sorted.Select(LiteLLMVersion.Parse), Is.EqualTo(ordered.Select(LiteLLMVersion.Parse)));
        Assert.That(LiteLLMVersion.Parse("1.81.13") < LiteLLMVersion.Parse("1.93.0"));
        Assert.That(LiteLLMVersion.Parse("1.93.0") >= LiteLLMVersion.Parse("1.93.0-rc.1"));
    }

    [TestCase("1.93.0", true)]
    [TestCase("1.93.0-rc.1", true)]
    [TestCase("1.92.9", false)]
    [TestCase("2.0.0", true)]
    public void A_prerelease_has_what_its_release_will_have(string version, bool has) =>
        Assert.That(LiteLLMVersion.Parse(version).IsAtLeast(1, 93), Is.EqualTo(has));
}
