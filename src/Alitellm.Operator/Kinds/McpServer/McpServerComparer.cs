using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>Pure: how a server differs from what is wanted, seen through LiteLLM's list (contract §10).</summary>
internal static class McpServerComparer
{
    /// <summary>Sets, in whatever order they come back.</summary>
    private static readonly FieldTable s_fields = new(
        new[] { McpServerField.AccessGroups, "allowed_tools", "extra_headers" }.Select(name => new FieldRule(name, FieldClass.Normalised, Normalisers.Unordered)));

    private static readonly string[] s_stamps = [Marker.Key, "created_by", "updated_by"];

    /// <summary>LiteLLM fills these in from the server itself where nobody says otherwise.</summary>
    private static readonly string[] s_generatedInfo = ["server_name", McpServerField.Description];

    public static Comparison Compare(McpServerDesired desired, ObservedMcpServer observed, IgnorePaths ignore)
    {
        var (wanted, shown) = (new JsonObject(), new JsonObject());
        foreach (var (key, value) in desired.Body)
        {
            // Credentials are never shown, and a field this LiteLLM does not know is in no answer: neither can be compared.
            if (key != McpServerField.Credentials && observed.Row.TryGetPropertyValue(key, out var actual))
            {
                Put(wanted, key, Expected(key, value, desired.Body));
                Put(shown, key, key == McpServerField.Info ? Info(actual, desired.Body[key]) : actual);
            }
        }

        var differences = FieldComparer.Compare(wanted, shown, new() { Fields = s_fields, ExtraKeysDiffer = true, Ignore = ignore }).ToList();
        var dropped = observed.Lasting.Except(desired.Lasting, StringComparer.Ordinal).ToList();
        var lost = dropped.Where(key => !McpServerField.IsEmpty(key, observed.Row[key]) && !ignore.Matches(FieldPath.Root.Child(key))).ToList();
        differences.AddRange(lost.Select(key => new FieldDifference(key, null, observed.Row[key], LiteLLMMask.IsSecretName(key)) { DesiredAbsent = true }));
        return new(differences, lost.Count > 0 || dropped.Exists(key => key.StartsWith($"{McpServerField.Credentials}.", StringComparison.Ordinal)));
    }

    /// <summary>What a read shows for what was sent: the description of <c>mcp_info</c> hides the server's own.</summary>
    private static JsonNode? Expected(string key, JsonNode? value, JsonObject body)
    {
        return key switch
        {
            McpServerField.Description => (body[McpServerField.Info] as JsonObject)?[McpServerField.Description] ?? value,
            McpServerField.Info => Info(value, value),
            _ => value,
        };
    }

    /// <summary>The map without the operator's entries and without generated ones that are not declared.</summary>
    private static JsonObject Info(JsonNode? value, JsonNode? declared)
    {
        var info = (value as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach (var key in s_stamps.Concat(s_generatedInfo.Where(key => (declared as JsonObject)?.ContainsKey(key) != true)))
        {
            info.Remove(key);
        }

        return info;
    }

    private static void Put(JsonObject target, string key, JsonNode? value)
    {
        if (!McpServerField.IsEmpty(key, value))
        {
            target[key] = value!.DeepClone();
        }
    }
}
