using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class ContentHashTests
{
    private const string _hex = "c584cbcff56da2be12d3f1df643d35d29f096266617bf929c1804d5e72182d06";

    [Test]
    public void The_hash_is_the_versioned_SHA_256_of_the_canonical_text()
    {
        var node = JsonNode.Parse("""{ "b": [null, "x"], "a": 1.0 }""")!;

        Assert.That(ContentHash.Of(node), Is.EqualTo("v2:" + _hex));
    }

    [TestCase("""{"a":1}""", """{"a":1.0}""")]
    [TestCase("""{"a":null}""", "{}")]
    [TestCase("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [TestCase("""{"a":"1"}""", """{"a":1}""")]
    public void Different_content_has_a_different_hash(string left, string right)
    {
        Assert.That(ContentHash.Of(JsonNode.Parse(left)!), Is.Not.EqualTo(ContentHash.Of(JsonNode.Parse(right)!)));
    }

    [TestCase("v2:" + _hex, true)]
    [TestCase(_hex, false)]
    [TestCase("v1:" + _hex, false)]
    [TestCase("v3:" + _hex, false)]
    [TestCase("V2:" + _hex, false)]
    [TestCase("v2:", false)]
    [TestCase("v2:" + _hex + "0", false)]
    [TestCase("v2:C584CBCFF56DA2BE12D3F1DF643D35D29F096266617BF929C1804D5E72182D06", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Only_a_hash_made_by_these_rules_is_ours(string? hash, bool ours)
    {
        Assert.That(ContentHash.IsOurs(hash), Is.EqualTo(ours));
    }
}
