using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Client;

public sealed class DecodingRulesTests
{
    private static readonly Gen<string> Text = Gen.String["abz 09-./\"\\\n\tä€"];

    [Test]
    public void Maps_of_strings_are_decoded_and_encoded_as_they_are()
    {
        Gen.Dictionary(Text, Gen.Null(Text))[0, 20].Sample(
            labels =>
            {
                var json = Json(new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))).ToJsonString());
                var thing = Decode(json);
                var again = JsonSerializer.Serialize(thing, DecodingRules.For(Things.Type.Json));
                return thing.Metadata.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).SequenceEqual(labels.OrderBy(label => label.Key, StringComparer.Ordinal)!)
                    && Decode(again).Metadata.Labels.Count == labels.Count;
            },
            iter: 300);
    }

    [Test]
    public void A_map_of_strings_has_the_size_of_its_content()
    {
        var labels = new JsonObject(Enumerable.Range(0, 8).Select(i => KeyValuePair.Create($"name-{i}", (JsonNode?)"value"))).ToJsonString();

        // The next prime; grown step by step it would be 17.
        Assert.That(((Dictionary<string, string>)Decode(Json(labels)).Metadata.Labels).Capacity, Is.EqualTo(11));
    }

    [Test]
    public void Of_a_name_that_comes_twice_the_last_value_counts()
    {
        Assert.That(Decode(Json("""{"a":"1","a":"2"}""")).Metadata.Labels["a"], Is.EqualTo("2"));
    }

    [TestCase("null", ExpectedResult = true)]
    [TestCase("{}", ExpectedResult = false)]
    public bool A_map_that_is_null_stays_null(string labels)
    {
        return Decode(Json(labels)).Metadata.Labels is null;
    }

    [TestCase("""{"a":1}""")]
    [TestCase("""{"a":"1","b":{"c":"hush"}}""")]
    [TestCase("""["hush"]""")]
    [TestCase("\"hush\"")]
    public void A_map_of_anything_else_is_refused_by_its_place_and_not_its_content(string labels)
    {
        Assert.That(
            () => Decode(Json(labels)),
            Throws.InstanceOf<JsonException>().With.Property("Path").StartsWith("$.metadata.labels").And.Message.Not.Contains("hush"));
    }

    [Test]
    public void Names_and_short_values_are_shared_between_objects()
    {
        var (one, two) = (Decode(Json("""{"tier":"gold"}""")).Metadata.Labels.Single(), Decode(Json("""{"tier":"gold"}""")).Metadata.Labels.Single());

        Assert.That((ReferenceEquals(one.Key, two.Key), ReferenceEquals(one.Value, two.Value)), Is.EqualTo((true, true)));
    }

    private static string Json(string labels) => $$$"""{"metadata":{"name":"one","labels":{{{labels}}}}}""";

    private static Thing Decode(string json) => DecodingRules.Decode(Encoding.UTF8.GetBytes(json), DecodingRules.For(Things.Type.Json), Things.Type);
}
