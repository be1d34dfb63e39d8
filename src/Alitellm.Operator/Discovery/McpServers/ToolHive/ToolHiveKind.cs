using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Kubernetes.Client;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>A kind of ToolHive's that has an endpoint.</summary>
/// <param name="Name">As <c>spec.toolhive.kinds</c> names it.</param>
internal sealed record ToolHiveKind(string Name, string Plural)
{
    public const string Group = "toolhive.stacklok.dev";

    /// <summary>The only version that is read.</summary>
    public const string Version = "v1beta1";

    /// <summary>The chart whose first release serves that version for every kind.</summary>
    public const string MinimumChart = "toolhive-operator-crds 0.41.0";

    /// <summary>All of them. Where objects of two kinds have one name in one namespace, the earlier kind has it.</summary>
    public static IReadOnlyList<ToolHiveKind> All { get; } =
    [
        new(ToolHiveKinds.McpServer, "mcpservers"),
        new(ToolHiveKinds.VirtualMcpServer, "virtualmcpservers"),
        new(ToolHiveKinds.McpRemoteProxy, "mcpremoteproxies"),
    ];

    /// <summary>What API server messages and RBAC rules call it.</summary>
    public string Resource => $"{Plural}.{Group}";

    public ResourceType<ToolHiveObject> Type => new(Group, Version, Plural, Name, ToolHiveJsonContext.Default.ToolHiveObject);

    /// <summary>Where a kind stands in <see cref="All"/>.</summary>
    public static int RankOf(string kind)
    {
        return All.Select((known, rank) => (known, rank)).First(entry => entry.known.Name == kind).rank;
    }

    /// <summary>The kinds a discovery asks for; none named is all.</summary>
    public static IEnumerable<ToolHiveKind> Of(ToolHiveSource source)
    {
        return source.Kinds is { Count: > 0 } names ? All.Where(kind => names.Contains(kind.Name)) : All;
    }
}
