using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alitellm.Api;
using Alitellm.Operator.Remote.Content;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>What the runs of a <see cref="MixedLoad"/> have in common.</summary>
internal static partial class MixedWorld
{
    /// <summary>A proxy that has every route, in front of which nothing is limited.</summary>
    public static WorldOptions Options(int seed, Func<LiteLLMWorldOptions, LiteLLMWorldOptions>? proxy = null)
    {
        var options = new LiteLLMWorldOptions { Version = "1.93.0", WriteLatency = TimeSpan.FromMilliseconds(20) };
        return new()
        {
            Seed = seed,
            ConnectionSpec = """{"maxRequestsPerSecond":0,"maxBurst":0}""",
            LiteLLM = proxy?.Invoke(options) ?? options,
        };
    }

    /// <summary>The objects of all kinds that declare an entry.</summary>
    public static IEnumerable<JsonObject> Objects(this OperatorWorld world)
    {
        return ApiKinds.All.Where(kind => kind.DeclaresEntry).SelectMany(kind => world.Kubernetes.List($"{kind.Plural}.{kind.Group}"));
    }

    /// <summary>The objects that are not Ready, with the reason, for a failed assertion too.</summary>
    public static IReadOnlyList<string> Unready(this OperatorWorld world)
    {
        return
        [
            .. world.Objects()
                .Select(found => (Name: (string)found["metadata"]!["name"]!, Ready: OperatorWorld.Condition(found, "Ready"), Message: OperatorWorld.Message(found)))
                .Where(found => found.Ready != "True/Synced")
                .Select(found => $"{found.Name} {found.Ready} {found.Message}"),
        ];
    }

    /// <summary>LiteLLM's database without times and in a fixed order, with names in the place of what is minted: ids of LiteLLM and UIDs of Kubernetes.</summary>
    public static string RemoteState(this OperatorWorld world)
    {
        return world.Named(world.LiteLLM.Dump());
    }

    /// <summary>A database in the words of <see cref="RemoteState"/>.</summary>
    public static string Named(this OperatorWorld world, JsonObject dump)
    {
        foreach (var team in dump["teams"]?.AsArray() ?? [])
        {
            // A team names agents, toolsets and groups by minted ids: so its hash is as good as minted.
            (team!["team"]!["metadata"]?[Marker.Key] as JsonObject)?.Remove("hash");
        }

        foreach (var group in dump["access_groups"]?.AsArray() ?? [])
        {
            // LiteLLM's own mirror of who is attached, in the order in which they came.
            var teams = group!["assigned_team_ids"]!.AsArray().Select(id => (string)id!).Order(StringComparer.Ordinal);
            group["assigned_team_ids"] = new JsonArray([.. teams.Select(id => JsonValue.Create(id))]);
        }

        var state = Times().Replace(CanonicalJson.Write(dump), "");
        foreach (var found in world.Objects())
        {
            var name = $"{found["kind"]}/{found["metadata"]!["name"]}";
            state = state.Replace((string)found["metadata"]!["uid"]!, $"uid of {name}", StringComparison.Ordinal);
            if ((string?)found["status"]?["remote"]?["id"] is { } id && Guid.TryParse(id, out _))
            {
                state = state.Replace(id, $"id of {name}", StringComparison.Ordinal);
            }
        }

        return state;
    }

    [GeneratedRegex("\"(created|updated)_at\":\"[^\"]*\",?")]
    private static partial Regex Times();
}
