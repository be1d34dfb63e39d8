using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class IgnorePathsTests
{
    [TestCase("p.a", true)]
    [TestCase("p.a.b", true)]
    [TestCase("p.a.b.c", true)]
    [TestCase("p", false)]
    [TestCase("p.ab", false)]
    [TestCase("a", false)]
    [TestCase(@"p.x\.y", true)]
    [TestCase("p.x.y", false)]
    public void A_path_covers_its_subtree_and_nothing_else(string path, bool ignored)
    {
        var ignore = IgnorePaths.Parse(["p.a", @"p.x\.y"]);

        Assert.That(ignore.Matches(FieldPath.Parse(path)), Is.EqualTo(ignored));
    }

    [Test]
    public void Malformed_paths_match_nothing_and_spare_their_neighbours()
    {
        var ignore = IgnorePaths.Parse(["", "a..b", "ok"]);

        Assert.That(ignore.Matches(FieldPath.Parse("a")), Is.False);
        Assert.That(ignore.Matches(FieldPath.Parse("ok")));
    }

    [Test]
    public void No_list_ignores_nothing()
    {
        Assert.That(IgnorePaths.Parse(null), Is.SameAs(IgnorePaths.None));
    }

    [TestCase("litellm_params.rpm", null)]
    [TestCase("litellm_params.api_key", "ignoreFields: \"litellm_params.api_key\" cannot be ignored, because LiteLLM does not show its value.")]
    [TestCase("a..b", "ignoreFields: \"a..b\" is not a path. A path must not begin or end with a dot or contain two dots in a row.")]
    public void A_path_that_is_malformed_or_hidden_is_explained(string path, string? sentence)
    {
        Assert.That(IgnorePaths.Validate(path, LiteLLMMask.Hides), Is.EqualTo(sentence));
    }
}
