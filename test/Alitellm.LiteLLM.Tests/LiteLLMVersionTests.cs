namespace Alitellm.LiteLLM.Tests;

public sealed class LiteLLMVersionTests
{
    [TestCase("1.81.13", 1, 81, 13, "")]
    [TestCase(" v1.93.0-nightly ", 1, 93, 0, "-nightly")]
    [TestCase("1.85.1-rc.2", 1, 85, 1, "-rc.2")]
    [TestCase("1.82.0rc1", 1, 82, 0, "rc1")]
    [TestCase("1.82.0.dev3", 1, 82, 0, ".dev3")]
    [TestCase("1.80.0-stable", 1, 80, 0, "-stable")]
    [TestCase("1.83.10.post1", 1, 83, 10, ".post1")]
    [TestCase("1.83.10+abc123", 1, 83, 10, "+abc123")]
    [TestCase("1.84", 1, 84, 0, "")]
    public void A_version_is_read(string text, int major, int minor, int patch, string suffix)
    {
        var version = LiteLLMVersion.Parse(text);

        Assert.That(version, Is.EqualTo(new LiteLLMVersion(major, minor, patch, suffix)));
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

    [TestCase("1.93.0", true)]
    [TestCase("1.93.0-rc.1", true)]
    [TestCase("v1.93.0-nightly", true)]
    [TestCase("1.92.9", false)]
    [TestCase("2.0.0", true)]
    public void A_prerelease_has_what_its_release_will_have(string version, bool has) =>
        Assert.That(LiteLLMVersion.Parse(version).IsAtLeast(LiteLLMVersion.Parse("1.93.0")), Is.EqualTo(has));
}
