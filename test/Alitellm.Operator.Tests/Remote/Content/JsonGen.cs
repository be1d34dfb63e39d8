using System.Text.Json.Nodes;
using CsCheck;

namespace Alitellm.Operator.Tests.Remote.Content;

/// <summary>Random JSON trees, parsed from text as the operator's are. Numbers are written in many ways; keys include awkward ones.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> _plainKey = Gen.String[Gen.Char["abcXYZ_-.\\é\uFFFD"], 1, 5];

    public static readonly Gen<string> Key = Gen.Frequency(
        (4, _plainKey),
        (1, Gen.OneOf("api_key", "client_secret", "vertex_credentials", "my_token", "input_cost_per_token", "secret", "X-Auth", "😀")));

    public static readonly Gen<string> Text = Gen.Frequency(
        (3, Gen.String[Gen.Char["ab{}AB_\"\\\n<é"], 0, 14]),
        (1, Gen.OneOf("{{A}}", "x{{A}}{{B_2}}y", "{{a}}", "😀😀😀😀😀😀😀😀😀", "abcd****wxyz", "os.environ/KEY", "0.1")));

    public static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("0", "-0", "0.0", "1", "1.0", "1e3", "1000", "2.5e-06", "0.0000025", "0.000000012345", "12345678901234567890.5", "1E+2", "9007199254740993"));

    public static readonly Gen<JsonNode?> Scalar = Gen.Frequency(
        (4, Text.Select(text => (JsonNode?)JsonNode.Parse(JsonValue.Create(text).ToJsonString()))),
        (3, Number.Select(text => JsonNode.Parse(text))),
        (1, Gen.Bool.Select(value => JsonNode.Parse(value ? "true" : "false"))),
        (1, Gen.Const((JsonNode?)null)));

    public static readonly Gen<JsonObject> Object = ObjectOf(Node(2));

    public static Gen<JsonNode?> Node(int depth)
    {
        return depth == 0
            ? Scalar
            : Gen.Frequency(
                (4, Scalar),
                (1, ObjectOf(Node(depth - 1)).Select(JsonNode? (value) => value)),
                (1, Node(depth - 1).Array[0, 3].Select(JsonNode? (items) => new JsonArray([.. items.Select(item => item?.DeepClone())]))));
    }

    private static Gen<JsonObject> ObjectOf(Gen<JsonNode?> value)
    {
        return Gen.Select(Key, value).Array[0, 5].Select(members =>
        {
            var result = new JsonObject();
            foreach (var (key, node) in members)
            {
                result[key] = node?.DeepClone();
            }

            return result;
        });
    }
}
