using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>What POST and PUT make of their bodies. PUT neither merges nor replaces: each group of fields has its own rule.</summary>
internal sealed class McpServerWriter(LiteLLMWorld world)
{
    private static readonly string[] Transports = ["sse", "http", "stdio"];

    private bool Later => world.Version.AtLeast(1, 84);

    private IEnumerable<McpColumn> Known => McpColumn.All.Where(column => Later || !column.Later);

    public JsonObject Created(JsonObject sent)
    {
        CheckTransport(sent);
        var name = NameOf(sent, "server_name");
        var row = new JsonObject
        {
            ["server_name"] = name,
            ["alias"] = NameOf(sent, "alias") ?? name,
            ["transport"] = Json.Text(sent["transport"]) ?? Transports[0],
            ["credentials"] = Credentials(sent),
        };
        foreach (var column in Known)
        {
            row[column.Name] = column.Checked(sent[column.Name], Later) ?? column.Default(Later);
        }

        return row;
    }

    public JsonObject Updated(JsonObject stored, JsonObject sent)
    {
        var row = (JsonObject)stored.DeepClone();
        var name = NameOf(sent, "server_name");
        row["server_name"] = name ?? stored["server_name"]?.DeepClone();
        row["alias"] = NameOf(sent, "alias") ?? name;
        row["transport"] = Json.Text(sent["transport"]) ?? Transports[0];
        row["credentials"] = CredentialsAfter(stored, sent);
        foreach (var column in Known)
        {
            if (column.Checked(sent[column.Name], Later) is { } value)
            {
                row[column.Name] = value;
            }
            else if (column.Resets)
            {
                row[column.Name] = column.Default(Later);
            }
        }

        return row;
    }

    /// <summary>Only a transport that is named makes its address mandatory.</summary>
    public static void CheckTransport(JsonObject sent)
    {
        if (sent["transport"] is not { } transport)
        {
            return;
        }

        if (!Transports.Contains(Json.Text(transport)))
        {
            throw new ReplyException(Errors.Invalid("enum", "Input should be 'sse', 'http' or 'stdio'", transport, "body", "transport"));
        }

        var (needed, alternative) = Json.Text(transport) == "stdio" ? ("command", "command") : ("url", "spec_path");
        if (string.IsNullOrEmpty(Json.Text(sent[needed])) && string.IsNullOrEmpty(Json.Text(sent[alternative])))
        {
            throw new ReplyException(Errors.Invalid("value_error", $"Value error, {needed} is required for this transport", sent, "body"));
        }
    }

    private string? NameOf(JsonObject sent, string field)
    {
        var name = Json.Text(Columns.Of(ColumnKind.Text, sent[field], field));
        McpNames.Check(name, world.Version);
        return name;
    }

    private static JsonObject? Credentials(JsonObject sent) => (JsonObject?)Columns.Of(ColumnKind.Map, sent["credentials"], "credentials");

    /// <summary>Old versions replace what is stored; newer ones merge into it while the authentication stays the same.</summary>
    private JsonNode? CredentialsAfter(JsonObject stored, JsonObject sent)
    {
        var (before, given) = (stored["credentials"] as JsonObject, Credentials(sent));
        if (!Later)
        {
            return given ?? before?.DeepClone();
        }

        var changesType = Json.Text(sent["auth_type"]) is { } type && type != (Json.Text(stored["auth_type"]) ?? "none");
        if (changesType)
        {
            return given;
        }

        var merged = (JsonObject?)before?.DeepClone() ?? [];
        Json.Merge(merged, given ?? []);
        return merged;
    }
}
