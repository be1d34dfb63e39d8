using System.Text.Json.Nodes;
using Alitellm.Operator.Kinds;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds;

public sealed class TagListTests
{
    [TestCase("""{"tags":["a"],"alias":["b"]}""", new[] { "a" })]
    [TestCase("""{"tags":[],"alias":["b"]}""", new[] { "b" })]
    [TestCase("""{"tags":"text","alias":["b",5,""]}""", new[] { "b" })]
    [TestCase("{}", new string[0])]
    public void The_alias_counts_when_the_key_yields_nothing(string bag, string[] expected)
    {
        Assert.That(TagList.Of(JsonNode.Parse(bag)!.AsObject(), "tags", "alias"), Is.EqualTo(expected));
    }

    [Test]
    public void No_bag_no_tags()
    {
        Assert.That(TagList.Of(null, "tags", "alias"), Is.Empty);
    }
}
