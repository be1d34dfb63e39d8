using Alitellm.Api.Aliases;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>Pure: the alias names an object answers for at a proxy, as its status records them.</summary>
internal static class OwnedAliases
{
    /// <summary>The recorded names. Of the reference operator, which records none, those its status calls applied.</summary>
    public static IReadOnlyCollection<string> Of(ModelAliasStatus? status, string endpoint)
    {
        if (status?.OwnedNames is not { } owned)
        {
            return [.. (status?.AliasStatuses ?? []).Where(entry => entry.Applied).Select(entry => entry.Name)];
        }

        return [.. owned.FirstOrDefault(entry => entry.Endpoint == endpoint)?.Names ?? []];
    }

    /// <summary>Records exactly these names.</summary>
    public static void Set(ModelAliasStatus status, string endpoint, IEnumerable<string> names)
    {
        List<string> sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var owned = (status.OwnedNames ?? []).Where(entry => entry.Endpoint != endpoint).ToList();
        if (sorted.Count > 0)
        {
            owned.Add(new() { Endpoint = endpoint, Names = sorted });
        }

        status.OwnedNames = [.. owned.OrderBy(entry => entry.Endpoint, StringComparer.Ordinal)];
    }
}
