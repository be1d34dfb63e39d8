using System.Text.Json.Nodes;
using Alitellm.Api.McpServers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>Pure: what a LiteLLMMCPServer sends to LiteLLM. One body for POST and PUT.</summary>
internal static class McpServerRenderer
{
    public static RenderResult<McpServerDesired> Render(LiteLLMMCPServer resource, RenderContext context)
    {
        var notices = new List<Notice>();
        var fields = Fields(resource.Spec.Params ?? [], notices);
        var bags = SecretBags.Fill(resource.Spec.Secrets, context.Secrets, ("spec.params", fields));
        if (bags.Failure is { } failure)
        {
            return RenderResult<McpServerDesired>.Failed(failure.Reason, failure.Message);
        }

        var (name, version) = (McpServerNames.InLiteLLM(resource.Metadata.Name, context.Connection.McpToolPrefixSeparator), context.Connection.Version);
        var desired = new McpServerDesired(
            name,
            Body(name, resource.Spec, bags.Filled[0], version),
            ContentHash.Of(Body(name, resource.Spec, fields, version)),
            [.. fields.Select(field => field.Key)],
            Lasting(fields, version));
        return RenderResult<McpServerDesired>.Of(desired) with { Notices = [.. notices, .. bags.Notices] };
    }

    private static JsonObject Body(string name, McpServerSpec spec, JsonObject fields, LiteLLMVersion? version)
    {
        var body = new JsonObject { ["server_name"] = name, ["alias"] = name, ["url"] = spec.Endpoint, ["transport"] = spec.Transport };
        foreach (var field in McpServerField.All)
        {
            body[field.Name] = fields[field.Name]?.DeepClone() ?? field.Cleared(version);
        }

        foreach (var (key, value) in fields)
        {
            body[key] = value?.DeepClone();
        }

        return body;
    }

    /// <summary>The declared fields: those of known types checked, all others as they are.</summary>
    private static JsonObject Fields(JsonObject declared, List<Notice> notices)
    {
        var fields = new JsonObject();
        foreach (var (key, value) in declared)
        {
            if (McpServerField.Reserved.Contains(key))
            {
                notices.Add(new("ProjectionOverride", $"spec.params.{key} is the operator's and was left out", IsWarning: true));
            }
            else if (value is not null && key != McpServerField.AccessGroupsAlias)
            {
                Add(fields, key, value, notices);
            }
        }

        if (McpServerField.IsEmpty(McpServerField.AccessGroups, fields[McpServerField.AccessGroups]) && declared[McpServerField.AccessGroupsAlias] is { } groups)
        {
            Add(fields, McpServerField.AccessGroups, groups, notices);
        }

        if (fields[McpServerField.Info] is JsonObject info && info.Remove(Marker.Key))
        {
            notices.Add(new("ProjectionOverride", $"spec.params.{McpServerField.Info}.{Marker.Key} is the operator's and was left out", IsWarning: true));
        }

        return fields;
    }

    private static void Add(JsonObject fields, string key, JsonNode value, List<Notice> notices)
    {
        var field = McpServerField.All.FirstOrDefault(known => known.Name == key);
        if (field is null || field.Accepts(value))
        {
            fields[key] = value.DeepClone();
            return;
        }

        var texts = field.Type == McpServerFieldType.TextList ? Texts(value) : [];
        notices.Add(new("UnknownParamKey", $"spec.params.{key} must be {field.Expected}; what is not was left out", IsWarning: true));
        if (texts.Count > 0)
        {
            fields[key] = texts;
        }
    }

    private static JsonArray Texts(JsonNode value)
    {
        return value is JsonArray items ? [.. items.Where(item => JsonScalars.TextOf(item) is not null).Select(item => item!.DeepClone())] : [];
    }

    /// <summary>A field we know nothing of has no value known to clear it; newer versions merge credentials.</summary>
    private static List<string> Lasting(JsonObject fields, LiteLLMVersion? version)
    {
        var unknown = fields.Select(field => field.Key).Where(key => McpServerField.All.All(known => known.Name != key));
        var merges = version is null || version.IsAtLeast(1, 83);
        var credentials = merges && fields[McpServerField.Credentials] is JsonObject values ? values.Select(value => $"{McpServerField.Credentials}.{value.Key}") : [];
        return [.. unknown.Concat(credentials).Order(StringComparer.Ordinal)];
    }
}
