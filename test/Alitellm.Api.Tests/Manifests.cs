using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alitellm.Api.Tests;

/// <summary>YAML files as JSON objects.</summary>
internal static class Manifests
{
    /// <summary>One object of each document of each file.</summary>
    public static IEnumerable<(string File, JsonObject Object)> In(string folder) =>
        from file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
        from document in Read(File.ReadAllText(file))
        select (Path.GetFileName(file), document);

    public static IReadOnlyList<JsonObject> Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(d => (JsonObject)Value(d.RootNode)!)];
    }

    private static JsonNode? Value(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Value(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Value)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when scalar.Value is "" or "null" or "~" => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => scalar.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when IsNumber(scalar.Value!) => JsonNode.Parse(scalar.Value!),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new NotSupportedException(node.NodeType.ToString()),
    };

    private static bool IsNumber(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z");
}
