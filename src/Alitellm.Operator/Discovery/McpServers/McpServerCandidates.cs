using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.McpServers.ToolHive;

namespace Alitellm.Operator.Discovery.McpServers;

/// <summary>Pure: what a discovery makes of ToolHive's objects.</summary>
internal static class McpServerCandidates
{
    /// <summary>How many collisions the condition names; the others are in <c>status.skippedCandidates</c>.</summary>
    private const int NamedCollisions = 10;

    /// <param name="objects">Of the kinds the discovery asks for, of any namespace and in any order.</param>
    public static SourceListing Of(LiteLLMMCPServerDiscovery discovery, IEnumerable<ToolHiveObject> objects)
    {
        var namespaces = discovery.Spec.Toolhive.Namespaces.ToHashSet(StringComparer.Ordinal);
        var winners = new Dictionary<string, ToolHiveObject>(StringComparer.Ordinal);
        var candidates = new List<Candidate>();
        var skipped = new List<SkippedCandidate>();
        foreach (var found in Ordered(objects.Where(found => namespaces.Contains(found.Metadata.NamespaceProperty))))
        {
            var name = ChildName(discovery, found.Metadata.Name);
            if (!winners.TryAdd(name, found))
            {
                // The name stays the winner's even if it cannot be used: it would change hands whenever a URL comes or goes.
                skipped.Add(Skip(name, SkipReasons.NameCollision, found, $"{Describe(found)} is passed over: {Describe(winners[name])} has the name"));
            }
            else if (ToolHiveEndpoint.Url(found) is not { } url)
            {
                skipped.Add(Skip(name, SkipReasons.EndpointUnknown, found, $"{Describe(found)} has no status.url yet"));
            }
            else if (ToolHiveEndpoint.Transport(found) is not { } transport)
            {
                skipped.Add(Skip(name, SkipReasons.InvalidTransport, found, $"{Describe(found)} speaks {ToolHiveEndpoint.Stated(found)}, which LiteLLM does not"));
            }
            else
            {
                candidates.Add(new(McpServerSourceId.Of(found).ToString(), name, McpServerTemplate.Of(discovery.Spec, url, transport)));
            }
        }

        return new(candidates) { Skipped = skipped, Findings = [Collisions(winners, skipped)] };
    }

    public static string ChildName(LiteLLMMCPServerDiscovery discovery, string name)
    {
        return $"{discovery.Spec.Prefix}-{name}";
    }

    /// <summary>Who comes first has the name: the alphabetically last namespace, and in one namespace the earlier kind.</summary>
    private static IEnumerable<ToolHiveObject> Ordered(IEnumerable<ToolHiveObject> objects)
    {
        return objects
            .OrderByDescending(found => found.Metadata.NamespaceProperty, StringComparer.Ordinal)
            .ThenByDescending(found => found.Metadata.Name, StringComparer.Ordinal)
            .ThenBy(found => ToolHiveKind.RankOf(found.Kind));
    }

    private static Finding Collisions(Dictionary<string, ToolHiveObject> winners, List<SkippedCandidate> skipped)
    {
        var names = skipped.Where(skip => skip.Reason == SkipReasons.NameCollision).Select(skip => skip.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return new(ConditionTypes.NameCollision, false, ConditionReasons.NoCollisions, "every name is unique");
        }

        var named = string.Join(", ", names.Take(NamedCollisions).Select(name => $"{name} (taken by {Describe(winners[name])})"));
        var more = names.Count > NamedCollisions ? $" and {names.Count - NamedCollisions} more" : "";
        return new(ConditionTypes.NameCollision, true, ConditionReasons.NameCollision, $"several objects make one name: {named}{more}");
    }

    private static SkippedCandidate Skip(string name, string reason, ToolHiveObject found, string message)
    {
        return new() { Name = name, Reason = reason, OwnedBy = $"{found.Metadata.NamespaceProperty}/{found.Metadata.Name}", Message = message };
    }

    private static string Describe(ToolHiveObject found)
    {
        return $"{found.Kind} {found.Metadata.NamespaceProperty}/{found.Metadata.Name}";
    }
}
