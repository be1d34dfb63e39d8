using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Status;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Status;

public sealed class MergePatchTests
{
    [TestCase("""{"a":1}""", """{"a":1}""", null)]
    [TestCase("""{"a":1}""", """{"a":2}""", """{"a":2}""")]
    [TestCase("""{"a":1}""", "{}", """{"a":null}""")]
    [TestCase("{}", """{"a":"x"}""", """{"a":"x"}""")]
    [TestCase("""{"a":{"b":1,"c":2}}""", """{"a":{"b":1,"c":3}}""", """{"a":{"c":3}}""")]
    [TestCase("""{"a":{"b":1}}""", """{"a":{}}""", """{"a":{"b":null}}""")]
    [TestCase("{}", """{"a":{}}""", """{"a":{}}""")]
    [TestCase("""{"a":5}""", """{"a":{}}""", """{"a":{}}""")]
    [TestCase("""{"a":{"b":1}}""", """{"a":5}""", """{"a":5}""")]
    [TestCase("""{"a":[1,2]}""", """{"a":[1,2,3]}""", """{"a":[1,2,3]}""")]
    [TestCase("""{"a":[1,2]}""", """{"a":[2,1]}""", """{"a":[2,1]}""")]
    [TestCase("""{"a":[{"b":1,"c":2}]}""", """{"a":[{"c":2,"b":1.0}]}""", null)]
    public void The_patch_holds_the_difference_and_nothing_else(string from, string to, string? expected)
    {
        Assert.That(MergePatch.Between(Parse(from), Parse(to))?.ToJsonString(), Is.EqualTo(expected));
    }

    [TestCase("1", "1.0", true)]
    [TestCase("100", "1e2", true)]
    [TestCase("0", "1e-30", false)]
    [TestCase("9007199254740993", "9007199254740992", false)]
    [TestCase("1e400", "1e401", false)]
    [TestCase("\"1\"", "1", false)]
    [TestCase("true", "false", false)]
    [TestCase("\"a\"", "\"\\u0061\"", true)]
    public void Scalars_are_compared_by_value(string left, string right, bool equal)
    {
        Assert.That(MergePatch.AreEqual(JsonNode.Parse(left), JsonNode.Parse(right)), Is.EqualTo(equal));
    }

    [Test]
    public void Parsed_and_built_values_are_equal()
    {
        JsonObject built = new() { ["number"] = 5, ["text"] = "x", ["flag"] = true, ["list"] = new JsonArray(1L, 2.5) };

        Assert.That(MergePatch.Between(Parse("""{"list":[1,2.5],"flag":true,"text":"x","number":5}"""), built), Is.Null);
    }

    [Test]
    public void A_null_in_the_wanted_document_means_absent()
    {
        Assert.That(MergePatch.Between(Parse("""{"a":1}"""), Parse("""{"a":null,"b":{"c":null}}"""))?.ToJsonString(), Is.EqualTo("""{"b":{},"a":null}"""));
    }

    [Test]
    public void The_arguments_are_left_alone()
    {
        JsonObject from = Parse("""{"a":{"b":1}}""");
        JsonObject to = Parse("""{"a":{"b":2},"c":[1]}""");
        MergePatch.Apply(from, MergePatch.Between(from, to)!);

        Assert.That(from.ToJsonString(), Is.EqualTo("""{"a":{"b":1}}"""));
        Assert.That(to.ToJsonString(), Is.EqualTo("""{"a":{"b":2},"c":[1]}"""));
    }

    [Test]
    public void The_patch_turns_any_document_into_any_other()
    {
        Gen.Select(Document, Document).Sample(
            (from, to) =>
            {
                JsonObject? patch = MergePatch.Between(from, to);
                return MergePatch.AreEqual(patch is null ? from : MergePatch.Apply(from, patch), to);
            },
            print: pair => $"{pair.Item1.ToJsonString()} -> {pair.Item2.ToJsonString()}");
    }

    [Test]
    public void A_document_differs_from_itself_in_nothing()
    {
        Document.Sample(document => MergePatch.Between(document, (JsonObject)document.DeepClone()) is null, print: document => document.ToJsonString());
    }

    private static readonly Gen<JsonNode> Scalar = Gen.OneOf<JsonNode>(
        Gen.Int[0, 3].Select(value => (JsonNode)JsonValue.Create(value)!),
        Gen.Double[0, 1].Select(value => (JsonNode)JsonValue.Create(value)!),
        Gen.Bool.Select(value => (JsonNode)JsonValue.Create(value)!),
        Gen.String[Gen.Char["ab\"é"], 0, 2].Select(value => (JsonNode)JsonValue.Create(value)!));

    private static readonly Gen<JsonObject> Document = ObjectOf(3);

    private static Gen<JsonObject> ObjectOf(int depth)
    {
        Gen<JsonNode> value = depth == 0
            ? Scalar
            : Gen.OneOf(Scalar, ObjectOf(depth - 1).Select(inner => (JsonNode)inner), Scalar.Array[0, 3].Select(items => (JsonNode)new JsonArray([.. items.Select(item => item.DeepClone())])));
        return Gen.Select(Gen.Char["abc"], value).Array[0, 3].Select(members =>
        {
            JsonObject result = [];
            foreach ((char name, JsonNode node) in members)
            {
                result[name.ToString()] = node.DeepClone();
            }

            return result;
        });
    }

    private static JsonObject Parse(string text)
    {
        return (JsonObject)JsonNode.Parse(text)!;
    }
}
