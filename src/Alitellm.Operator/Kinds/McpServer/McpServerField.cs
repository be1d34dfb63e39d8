using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>One field of <c>spec.params</c> that is known, and the value that clears it: LiteLLM's PUT keeps what it is not sent (contract §10).</summary>
internal sealed record McpServerField(string Name, McpServerFieldType Type)
{
    public const string AccessGroups = "mcp_access_groups";
    public const string AccessGroupsAlias = "access_groups";
    public const string AuthType = "auth_type";
    public const string Credentials = "credentials";
    public const string Description = "description";
    public const string Info = "mcp_info";
    public const string PublicInternet = "available_on_public_internet";

    private const string _noAuth = "none";

    /// <summary>Sent in every body, so that what is not declared is cleared.</summary>
    public static IReadOnlyList<McpServerField> All { get; } =
    [
        new(Description, McpServerFieldType.Text),
        new(AuthType, McpServerFieldType.Text),
        new(Credentials, McpServerFieldType.Map),
        new(Info, McpServerFieldType.Map),
        new(AccessGroups, McpServerFieldType.TextList),
        new("allowed_tools", McpServerFieldType.TextList),
        new("tool_name_to_display_name", McpServerFieldType.Map),
        new("tool_name_to_description", McpServerFieldType.Map),
        new("extra_headers", McpServerFieldType.Headers),
        new("static_headers", McpServerFieldType.Map),
        new("command", McpServerFieldType.Text),
        new("args", McpServerFieldType.TextList),
        new("env", McpServerFieldType.Map),
        new("authorization_url", McpServerFieldType.Text),
        new("token_url", McpServerFieldType.Text),
        new("registration_url", McpServerFieldType.Text),
        new("allow_all_keys", McpServerFieldType.Flag),
        new(PublicInternet, McpServerFieldType.Flag),
    ];

    /// <summary>The keys of <c>spec.params</c> that are the operator's.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["server_id", "server_name", "alias", "url", "transport", "spec_path"];

    public string Expected => Type switch
    {
        McpServerFieldType.Text => "a text",
        McpServerFieldType.Flag => "true or false",
        McpServerFieldType.TextList => "a list of texts",
        McpServerFieldType.Map => "an object",
        _ => "an object or a list",
    };

    /// <summary>What clears the field.</summary>
    public JsonNode Cleared(LiteLLMVersion? version)
    {
        return Type switch
        {
            McpServerFieldType.Text => Name == AuthType ? _noAuth : "",
            McpServerFieldType.Flag => Name == PublicInternet && IsPublicByDefault(version),
            McpServerFieldType.Map => new JsonObject(),
            _ => new JsonArray(),
        };
    }

    public bool Accepts(JsonNode value)
    {
        return Type switch
        {
            McpServerFieldType.Text => value.GetValueKind() == JsonValueKind.String,
            McpServerFieldType.Flag => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            McpServerFieldType.TextList => value is JsonArray items && items.All(item => JsonScalars.TextOf(item) is not null),
            McpServerFieldType.Map => value is JsonObject,
            _ => value is JsonObject or JsonArray,
        };
    }

    /// <summary>Whether a value says the same as no value: LiteLLM shows cleared fields in either form.</summary>
    public static bool IsEmpty(string name, JsonNode? value)
    {
        return value switch
        {
            null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => true,
            JsonValue scalar when scalar.GetValueKind() == JsonValueKind.False => true,
            _ => JsonScalars.TextOf(value) is { } text && (text.Length == 0 || (name == AuthType && text == _noAuth)),
        };
    }

    /// <summary>LiteLLM's own default was false first (contract §17); a version that cannot be read is given the closed one.</summary>
    private static bool IsPublicByDefault(LiteLLMVersion? version)
    {
        return version is not null && version.IsAtLeast(1, 83);
    }
}
