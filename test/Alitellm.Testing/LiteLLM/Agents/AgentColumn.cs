namespace Alitellm.Testing.LiteLLM;

/// <summary>One field of an agent beside its id, name and card, or one field of its card.</summary>
/// <param name="Later">Whether only newer versions know it.</param>
internal sealed record AgentColumn(string Name, ColumnKind Kind, bool Later = true)
{
    public static IReadOnlyList<AgentColumn> All { get; } =
    [
        new("litellm_params", ColumnKind.Map, Later: false),
        new("object_permission", ColumnKind.Map),
        new("tpm_limit", ColumnKind.Number),
        new("rpm_limit", ColumnKind.Number),
        new("session_tpm_limit", ColumnKind.Number),
        new("session_rpm_limit", ColumnKind.Number),
        new("static_headers", ColumnKind.TextMap),
        new("extra_headers", ColumnKind.TextList),
        new("access_group_ids", ColumnKind.TextList),
    ];

    /// <summary>The fields of a card; every other is dropped.</summary>
    public static IReadOnlyList<AgentColumn> Card { get; } =
    [
        new("protocolVersion", ColumnKind.Text, Later: false),
        new("name", ColumnKind.Text, Later: false),
        new("description", ColumnKind.Text, Later: false),
        new("url", ColumnKind.Text, Later: false),
        new("version", ColumnKind.Text, Later: false),
        new("capabilities", ColumnKind.Map, Later: false),
        new("defaultInputModes", ColumnKind.TextList, Later: false),
        new("defaultOutputModes", ColumnKind.TextList, Later: false),
        new("skills", ColumnKind.Anything, Later: false),
        new("preferredTransport", ColumnKind.Text, Later: false),
        new("additionalInterfaces", ColumnKind.Anything, Later: false),
        new("iconUrl", ColumnKind.Text, Later: false),
        new("provider", ColumnKind.Map, Later: false),
        new("documentationUrl", ColumnKind.Text, Later: false),
        new("securitySchemes", ColumnKind.Map, Later: false),
        new("security", ColumnKind.Anything, Later: false),
        new("supportsAuthenticatedExtendedCard", ColumnKind.Flag, Later: false),
        new(AgentFronting.Interfaces, ColumnKind.Anything),
    ];
}
