using System.Collections.Frozen;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>The fields of an agent in LiteLLM (contract §11 and §17).</summary>
internal static class AgentFields
{
    public const string Id = "agent_id";
    public const string Name = "agent_name";
    public const string Card = "agent_card_params";
    public const string Params = "litellm_params";
    public const string Permission = "object_permission";
    public const string AccessGroups = "agent_access_groups";
    public const string AccessGroupsAlias = "access_groups";
    public const string ModelInfo = "model_info";

    public static FrozenSet<string> Limits { get; } = FrozenSet.Create(StringComparer.Ordinal, "tpm_limit", "rpm_limit", "session_tpm_limit", "session_rpm_limit");

    /// <summary>What LiteLLM is known to take beside name and card. A replacing write clears those that are left out.</summary>
    public static FrozenSet<string> Known { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. Limits, Params, Permission, "static_headers", "extra_headers", "access_group_ids", AccessGroups]);

    /// <summary>The fields of a card that LiteLLM keeps; it drops every other.</summary>
    public static FrozenSet<string> KnownOfCard { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "protocolVersion",
        "name",
        "description",
        "url",
        "version",
        "capabilities",
        "defaultInputModes",
        "defaultOutputModes",
        "skills",
        "preferredTransport",
        "iconUrl",
        "provider",
        "documentationUrl",
        "securitySchemes",
        "security",
        "supportsAuthenticatedExtendedCard");

    /// <summary>Where LiteLLM puts itself in front of the agent it writes these itself, whatever the card says.</summary>
    public static FrozenSet<string> GeneratedInCard { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "protocolVersion",
        "capabilities",
        SupportedInterfaces,
        "additionalInterfaces",
        "securitySchemes",
        "security");

    public const string SupportedInterfaces = "supportedInterfaces";
}
