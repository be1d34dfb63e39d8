using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>Lists the teams of one proxy and keeps their grants, which the list does not show.</summary>
/// <param name="isOurs">Whether the grants of a team, by id and alias, matter to us, and whether we wrote it before; null when they do not.</param>
internal sealed class TeamReader(Func<string, string, bool?> isOurs, TimeProvider time)
{
    /// <summary>LiteLLM's maximum.</summary>
    private const int PageSize = 100;

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _gate = new();
    private Dictionary<string, SeenTeam> _seen = new(StringComparer.Ordinal);
    private Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>The alias of a team in the last list; null when there is no such team.</summary>
    public string? AliasOf(string id)
    {
        return Volatile.Read(ref _aliases).GetValueOrDefault(id);
    }

    /// <summary>We are writing the team: what was read of it before is not relied on, however its stamps compare.</summary>
    public void Distrust(string id)
    {
        if (Seen(id) is { } seen)
        {
            Set(id, seen with { UpdatedAt = null });
        }
    }

    public async Task<IReadOnlyList<ObservedTeam>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(connection, null, cancellationToken);
        Volatile.Write(ref _aliases, rows.ToDictionary(row => row.Key, row => Text(row.Value, TeamFields.Alias) ?? "", StringComparer.Ordinal));
        Forget(rows.Keys);
        var due = TeamReadPlan.Due(rows.Select(Candidate).OfType<TeamCandidate>(), Now);
        foreach (var id in due)
        {
            if (!await TryReadAsync(connection, id, rows[id], cancellationToken))
            {
                break;
            }
        }

        return [.. rows.Values.Select(row => ObservedTeam.From(row, Seen(Text(row, TeamFields.Id)!)?.Grants)!)];
    }

    /// <summary>All teams whose alias contains the text, by id. Every page is read: teams that come or go meanwhile may move others between pages, so ids can repeat.</summary>
    public static async Task<Dictionary<string, JsonObject>> RowsAsync(ConnectionSnapshot connection, string? alias, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            var answer = await connection.Client!.Api.ListTeamsAsync(page, PageSize, alias, cancellationToken);
            foreach (var row in answer.Teams)
            {
                if (Text(row, TeamFields.Id) is { Length: > 0 } id)
                {
                    rows[id] = row;
                }
            }

            // A short page before the last one is no end where LiteLLM counts the pages.
            if (answer.TotalPages > 0 ? page >= answer.TotalPages : answer.Teams.Count < PageSize)
            {
                return rows;
            }
        }
    }

    private TeamCandidate? Candidate(KeyValuePair<string, JsonObject> row)
    {
        var (id, team) = row;
        return isOurs(id, Text(team, TeamFields.Alias) ?? "") is { } isRecorded
            ? new(id, Text(team, "updated_at"), team["spend"]?.ToJsonString(), isRecorded, Seen(id))
            : null;
    }

    /// <returns>False when it is no use to go on: LiteLLM cannot be asked just now, and the next list will say so.</returns>
    private async Task<bool> TryReadAsync(ConnectionSnapshot connection, string id, JsonObject row, CancellationToken cancellationToken)
    {
        var before = Seen(id);
        try
        {
            var info = await connection.Client!.Api.GetTeamAsync(id, cancellationToken);
            Set(id, new(ObservedTeam.GrantsOf(info.Team), Text(info.Team, "updated_at"), row["spend"]?.ToJsonString(), Now));
            return true;
        }
        catch (LiteLLMException e)
        {
            // Gone meanwhile, or refused: what was read before stands, and others come first the next time.
            Set(id, before is null ? new(null, null, null, Now) : before with { TriedAt = Now });
            return e.Class is LiteLLMErrorClass.NotFound or LiteLLMErrorClass.Rejected;
        }
    }

    private SeenTeam? Seen(string id)
    {
        lock (_gate)
        {
            return _seen.GetValueOrDefault(id);
        }
    }

    private void Set(string id, SeenTeam seen)
    {
        lock (_gate)
        {
            _seen[id] = seen;
        }
    }

    private void Forget(IReadOnlyCollection<string> listed)
    {
        lock (_gate)
        {
            _seen = _seen.Where(entry => listed.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal);
        }
    }

    private static string? Text(JsonObject row, string key)
    {
        return JsonScalars.TextOf(row[key]);
    }
}
