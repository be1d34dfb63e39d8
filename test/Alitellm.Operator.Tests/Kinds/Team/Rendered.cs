using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Teams;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.Team;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Tests.Kinds.Team;

/// <summary>Teams for tests of the pure parts. Every reference leads to <c>id-NAME</c>.</summary>
internal static class Rendered
{
    public static LiteLLMTeam Team(string spec)
    {
        return JsonSerializer.Deserialize($$"""{"metadata":{"name":"ops"},"spec":{{spec}} }""", AlitellmJsonContext.Default.LiteLLMTeam)!;
    }

    public static RenderResult<TeamDesired> Of(string spec, string? version = "1.93.0", params (string Name, string Value)[] secrets)
    {
        var team = Team(spec);
        var ids = TeamReferences.Of(team.Spec).All.Distinct().ToDictionary(reference => reference, reference => (IReadOnlyList<string>)[$"id-{reference.Name}"]);
        return TeamRenderer.Render(team, new(Connection(version), secrets.ToDictionary(pair => pair.Name, pair => pair.Value)) { References = new(ids) });
    }

    public static TeamDesired Desired(string spec, params (string Name, string Value)[] secrets)
    {
        return Of(spec, secrets: secrets).Desired!;
    }

    public static ConnectionSnapshot Connection(string? version)
    {
        return ConnectionSnapshot.Unknown(default) with { Version = version is null ? null : LiteLLMVersion.Parse(version) };
    }

    /// <summary>The team as LiteLLM shows it after it was created from this body.</summary>
    public static ObservedTeam Stored(TeamDesired desired, Action<JsonObject>? edit = null)
    {
        var body = TeamBodies.Create(desired, "ops", hasToolsets: true, null);
        edit?.Invoke(body);
        var metadata = body["metadata"] as JsonObject ?? [];
        foreach (var key in TeamFields.ModelLimits.Where(body.ContainsKey))
        {
            metadata[key] = body[key]?.DeepClone();
            body.Remove(key);
        }

        var grants = body["object_permission"]?.DeepClone().AsObject();
        body.Remove("object_permission");
        body.Remove("model_aliases");
        body["metadata"] = metadata.DeepClone();
        return ObservedTeam.From(body, grants)!;
    }
}
