using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds;

public sealed class IgnoredValuesTests
{
    [TestCase("a", """{"a":1,"b":2}""", """{"a":9,"b":9}""", """{"b":2,"a":9}""")]
    [TestCase("a", """{"a":1,"b":2}""", """{"b":9}""", """{"b":2}""")]
    [TestCase("a", """{"b":2}""", """{"a":9}""", """{"b":2,"a":9}""")]
    [TestCase("m.x", """{"m":{"x":1,"y":2}}""", """{"m":{"x":9,"y":9}}""", """{"m":{"y":2,"x":9}}""")]
    [TestCase("m.x", "{}", """{"m":{"x":9,"y":9}}""", """{"m":{"x":9}}""")]
    [TestCase("m.x", """{"m":"text"}""", """{"m":{"x":9}}""", """{"m":"text"}""")]
    [TestCase("m", """{"m":{"x":1}}""", """{"m":{"y":2}}""", """{"m":{"y":2}}""")]
    public void What_is_ignored_goes_back_as_it_is(string path, string body, string observed, string expected)
    {
        var node = JsonNode.Parse(body)!.AsObject();
        IgnoredValues.Keep(node, JsonNode.Parse(observed)!.AsObject(), IgnorePaths.Parse([path]));

        Assert.That(node.ToJsonString(), Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_observed_changes_nothing()
    {
        var node = JsonNode.Parse("""{"a":1}""")!.AsObject();
        IgnoredValues.Keep(node, null, IgnorePaths.Parse(["a"]));

        Assert.That(node.ToJsonString(), Is.EqualTo("""{"a":1}"""));
    }
}
