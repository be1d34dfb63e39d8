using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>Pure: what an object asks of the alias map, once it is settled who has which name.</summary>
internal static class ModelAliasRenderer
{
    /// <summary>Lost aliases a condition names; aliasStatuses has them all.</summary>
    private const int MaxNamed = 20;

    /// <param name="owned">The names the object answers for already.</param>
    /// <param name="hasHeir">Whether another object takes a name over.</param>
    public static RenderResult<ModelAliasDesired> Render(string endpoint, IReadOnlyList<AliasVerdict> verdicts, IEnumerable<string> owned, Func<string, bool> hasHeir)
    {
        var won = verdicts.Where(verdict => verdict.Winner is null).ToDictionary(verdict => verdict.Name, verdict => verdict.Value, StringComparer.Ordinal);
        var body = new JsonObject(won.Select(alias => KeyValuePair.Create(alias.Key, (JsonNode?)alias.Value)));
        var released = owned.Where(name => !won.ContainsKey(name) && !hasHeir(name)).Order(StringComparer.Ordinal).ToList();
        var lost = verdicts.Where(verdict => verdict.Winner is not null).Select(verdict => $"{verdict.Name}→{verdict.Winner}").ToList();
        return RenderResult<ModelAliasDesired>.Of(new(endpoint, verdicts, released, ContentHash.Of(body))) with
        {
            Shortfall = lost.Count > 0 ? (ConditionReasons.PartialAliasConflict, $"{lost.Count} of {verdicts.Count} aliases belong to other objects: {string.Join(", ", lost.Take(MaxNamed))}{(lost.Count > MaxNamed ? ", ..." : "")}") : null,
        };
    }
}
