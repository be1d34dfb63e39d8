using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <content>Teams and unified access groups: their tables, and what happens to them behind the operator's back.</content>
public sealed partial class LiteLLMWorld
{
    /// <summary>The teams of the database, in order of creation.</summary>
    public IReadOnlyList<TeamRow> Teams
    {
        get
        {
            lock (gate)
            {
                return [.. TeamTable.Rows];
            }
        }
    }

    /// <summary>The unified access groups of the database, in order of creation.</summary>
    public IReadOnlyList<AccessGroupRow> AccessGroups
    {
        get
        {
            lock (gate)
            {
                return [.. AccessGroupTable.Values];
            }
        }
    }

    internal TeamTable TeamTable { get; } = new();

    internal TeamWrites TeamWrites => field ??= new TeamWrites(this);

    internal OrderedDictionary<string, AccessGroupRow> AccessGroupTable { get; } = new(StringComparer.Ordinal);

    public TeamRow? FindTeam(string id)
    {
        lock (gate)
        {
            return TeamTable.Find(id);
        }
    }

    /// <summary>The access group of that name, or null.</summary>
    public AccessGroupRow? FindAccessGroup(string name)
    {
        lock (gate)
        {
            return AccessGroupTable.Values.FirstOrDefault(row => row.Name == name);
        }
    }

    /// <summary>Somebody creates a team with the fields of <c>POST /team/new</c>.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">LiteLLM would refuse it, or its id is taken.</exception>
    public string CreateTeamByHand(JsonObject team)
    {
        ArgumentNullException.ThrowIfNull(team);
        lock (gate)
        {
            var row = Accepted(() => TeamWrites.New(team, Now), nameof(team));
            if (TeamTable.Find(row.Id) is not null)
            {
                throw new ArgumentException($"A team with the id {row.Id} exists.", nameof(team));
            }

            PutTeam(row);
            return row.Id;
        }
    }

    /// <summary>Somebody updates a team with the fields of <c>POST /team/update</c>, by its rules.</summary>
    /// <exception cref="KeyNotFoundException">There is no such team.</exception>
    public void EditTeamByHand(string id, JsonObject fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        lock (gate)
        {
            PutTeam(Accepted(() => TeamWrites.Change(ExistingTeam(id), fields, Now), nameof(fields)));
        }
    }

    /// <summary>Somebody changes the grants where they are stored: the team's own row, and so <c>updated_at</c>, is not touched.</summary>
    /// <exception cref="KeyNotFoundException">There is no such team.</exception>
    public void EditGrantsByHand(string id, JsonObject grants)
    {
        ArgumentNullException.ThrowIfNull(grants);
        lock (gate)
        {
            var row = ExistingTeam(id);
            TeamTable.Put(row with { ObjectPermission = Edited(row.ObjectPermission ?? [], grants) });
        }
    }

    /// <summary>The team is used: its spend grows, and <c>updated_at</c> moves although nobody edited anything.</summary>
    /// <exception cref="KeyNotFoundException">There is no such team.</exception>
    public void Spend(string id, double amount)
    {
        lock (gate)
        {
            var row = ExistingTeam(id);
            var columns = (JsonObject)row.Columns.DeepClone();
            columns["spend"] = columns["spend"]!.GetValue<double>() + amount;
            TeamTable.Put(row with { Columns = columns, UpdatedAt = Now });
        }
    }

    /// <summary>Somebody deletes a team.</summary>
    /// <exception cref="KeyNotFoundException">There is no such team.</exception>
    public void DeleteTeamByHand(string id)
    {
        lock (gate)
        {
            ExistingTeam(id);
            RemoveTeam(id);
        }
    }

    /// <summary>Somebody creates an access group with the fields of <c>POST /v1/access_group</c>.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">LiteLLM would refuse it.</exception>
    public string CreateAccessGroupByHand(JsonObject group)
    {
        ArgumentNullException.ThrowIfNull(group);
        lock (gate)
        {
            var row = Accepted(() => accessGroups.NewRow(group, Now), nameof(group));
            PutAccessGroup(row, Now);
            return row.Id;
        }
    }

    /// <summary>Somebody updates an access group: null clears, what is not named stays.</summary>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public void EditAccessGroupByHand(string id, JsonObject fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        lock (gate)
        {
            PutAccessGroup(ExistingAccessGroup(id).Changed(fields, Now), Now);
        }
    }

    /// <summary>Somebody deletes an access group.</summary>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public void DeleteAccessGroupByHand(string id)
    {
        lock (gate)
        {
            ExistingAccessGroup(id);
            RemoveAccessGroup(id);
        }
    }

    internal void PutTeam(TeamRow row)
    {
        TeamTable.Put(row);
        if (Version.SynchronisesAccessGroups)
        {
            var attached = row.List("access_group_ids");
            foreach (var group in AccessGroupTable.Values.ToList())
            {
                Mirror(group, row.Id, attached.Contains(group.Id));
            }
        }
    }

    internal void RemoveTeam(string id)
    {
        TeamTable.Remove(id);
        if (Version.SynchronisesAccessGroups)
        {
            foreach (var group in AccessGroupTable.Values.ToList())
            {
                Mirror(group, id, isMember: false);
            }
        }
    }

    internal void PutAccessGroup(AccessGroupRow row, DateTimeOffset now)
    {
        AccessGroupTable[row.Id] = row;
        if (Version.SynchronisesAccessGroups)
        {
            var teams = row.List("assigned_team_ids");
            foreach (var team in TeamTable.Rows.ToList())
            {
                Mirror(team, row.Id, teams.Contains(team.Id), now);
            }
        }
    }

    internal void RemoveAccessGroup(string id)
    {
        AccessGroupTable.Remove(id);
        if (Version.SynchronisesAccessGroups)
        {
            foreach (var team in TeamTable.Rows.ToList())
            {
                Mirror(team, id, isMember: false, Now);
            }
        }
    }

    private void Mirror(AccessGroupRow group, string team, bool isMember)
    {
        var teams = group.List("assigned_team_ids");
        if (teams.Contains(team) != isMember)
        {
            var fields = (JsonObject)group.Fields.DeepClone();
            fields["assigned_team_ids"] = Json.Strings(isMember ? teams.Append(team) : teams.Where(id => id != team));
            AccessGroupTable[group.Id] = group with { Fields = fields };
        }
    }

    private void Mirror(TeamRow team, string group, bool isMember, DateTimeOffset now)
    {
        var groups = team.List("access_group_ids");
        if (groups.Contains(group) != isMember)
        {
            var columns = (JsonObject)team.Columns.DeepClone();
            columns["access_group_ids"] = Json.Strings(isMember ? groups.Append(group) : groups.Where(id => id != group));
            TeamTable.Put(team with { Columns = columns, UpdatedAt = now });
        }
    }

    private TeamRow ExistingTeam(string id) => TeamTable.Find(id) ?? throw new KeyNotFoundException($"There is no team with the id {id}.");

    private AccessGroupRow ExistingAccessGroup(string id)
        => AccessGroupTable.GetValueOrDefault(id) ?? throw new KeyNotFoundException($"There is no access group with the id {id}.");

    private static T Accepted<T>(Func<T> make, string parameter)
    {
        try
        {
            return make();
        }
        catch (ReplyException error)
        {
            throw new ArgumentException($"LiteLLM would answer {error.Reply.Status} to this.", parameter, error);
        }
    }
}
