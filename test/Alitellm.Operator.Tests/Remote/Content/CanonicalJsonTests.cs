using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class CanonicalJsonTests
{
    [TestCase("null", "null")]
    [TestCase("{}", "{}")]
    [TestCase("[]", "[]")]
    [TestCase(" { \"b\" : [ 1 , true , null ] , \"a\" : { } } ", """{"a":{},"b":[1,true,null]}""")]
    [TestCase("[3,1,2]", "[3,1,2]")]
    [TestCase("""{"a":{"z":1,"y":2}}""", """{"a":{"y":2,"z":1}}""")]
    [TestCase("""{"A":1,"a":1,"_":1,"1":1}""", """{"1":1,"A":1,"_":1,"a":1}""")]
    public void Keys_are_sorted_arrays_are_not_and_there_is_no_whitespace(string json, string expected)
    {
        Assert.That(CanonicalJson.Write(JsonNode.Parse(json)), Is.EqualTo(expected));
    }

    [TestCase("1.0")]
    [TestCase("1e3")]
    [TestCase("1E+03")]
    [TestCase("-0")]
    [TestCase("0.1000")]
    [TestCase("9007199254740993")]
    [TestCase("123456789012345678901234567890.000000000000000000001")]
    public void A_number_keeps_the_text_it_was_written_in(string number)
    {
        Assert.That(CanonicalJson.Write(JsonNode.Parse($"{{\"n\":{number}}}")), Is.EqualTo($"{{\"n\":{number}}}"));
    }

    [Test]
    public void A_number_set_by_code_is_written_as_JSON_writes_it()
    {
        Assert.That(CanonicalJson.Write(new JsonObject { ["i"] = 7, ["d"] = 1.50m }), Is.EqualTo("""{"d":1.50,"i":7}"""));
    }

    [TestCase("<>&'+/é😀\u007f", "\"<>&'+/é😀\u007f\"")]
    [TestCase("\"\\", "\"\\\"\\\\\"")]
    [TestCase("\b\t\n\f\r\u0001\u001f", "\"\\b\\t\\n\\f\\r\\u0001\\u001f\"")]
    [TestCase("", "\"\"")]
    public void Only_what_JSON_requires_is_escaped(string text, string expected)
    {
        Assert.That(CanonicalJson.Write(JsonValue.Create(text)), Is.EqualTo(expected));
    }

    [Test]
    public void Half_a_surrogate_pair_is_escaped_since_it_has_no_bytes_of_its_own()
    {
        Assert.That(CanonicalJson.Write(JsonValue.Create("a\ud83db\ude00")), Is.EqualTo("\"a\\ud83db\\ude00\""));
    }

    [Test]
    public void Escapes_in_the_source_make_no_difference()
    {
        Assert.That(CanonicalJson.Write(JsonNode.Parse("\"\\u00e9\\/\\ud83d\\ude00\"")), Is.EqualTo("\"é/😀\""));
    }

    [Test]
    public void Keys_beyond_the_basic_plane_sort_as_their_bytes_do()
    {
        var text = CanonicalJson.Write(new JsonObject { ["😀"] = 1, ["\uFFFD"] = 2, ["z"] = 3 });

        Assert.That(text, Is.EqualTo("{\"z\":3,\"\uFFFD\":2,\"😀\":1}"));
    }

    [Test]
    public void Absent_null_and_empty_have_three_texts()
    {
        string[] texts =
        [
            CanonicalJson.Write(new JsonObject()),
            CanonicalJson.Write(new JsonObject { ["a"] = null }),
            CanonicalJson.Write(new JsonObject { ["a"] = new JsonArray() }),
            CanonicalJson.Write(new JsonObject { ["a"] = new JsonObject() }),
            CanonicalJson.Write(new JsonObject { ["a"] = "" }),
        ];

        Assert.That(texts, Is.Unique);
    }

    [Test]
    public void The_order_of_keys_does_not_matter()
    {
        JsonGen.Object.Sample(
            tree => CanonicalJson.Write(Reversed(tree)) == CanonicalJson.Write(tree),
            iter: 500,
            threads: 1);
    }

    [Test]
    public void The_text_parses_back_to_the_same_tree_and_the_same_text()
    {
        JsonGen.Object.Sample(
            tree =>
            {
                var text = CanonicalJson.Write(tree);
                var back = JsonNode.Parse(text);
                return CanonicalJson.Write(back) == text && JsonEquality.AreEqual(back, tree);
            },
            iter: 500,
            threads: 1);
    }

    [Test]
    public void The_order_of_strings_is_the_order_of_their_bytes()
    {
        Gen.Select(JsonGen.Key, JsonGen.Key).Sample(
            (x, y) => Math.Sign(Utf8Order.Instance.Compare(x, y))
                == Math.Sign(Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y))),
            iter: 1000,
            threads: 1);
    }

    private static JsonNode? Reversed(JsonNode? node)
    {
        return node switch
        {
            JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Reversed)]),
            _ => node?.DeepClone(),
        };
    }
}
