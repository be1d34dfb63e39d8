using Alitellm.Api.Common;
using Alitellm.Api.Teams;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>
/// Keeps a closed team <c>default</c> in the proxy of every Connection <c>default</c> although no object declares it
/// (<c>ENSURE_DEFAULT_TEAM</c>). It stands back as soon as a LiteLLMTeam of that name exists.
/// </summary>
/// <param name="instance">Marks of other installations are respected.</param>
internal sealed partial class DefaultTeamKeeper(
    TeamAdapter adapter,
    Siblings<LiteLLMTeam> siblings,
    ConnectionRegistry connections,
    string instance,
    TimeSpan interval,
    TimeProvider time,
    ILogger<DefaultTeamKeeper> logger)
{
    private readonly StormBrake _storms = new(time);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var kept = connections.All.Where(connection => connection.IsUsable && connection.Key.Name == ConnectionRef.DefaultName);
            foreach (var connection in kept.DistinctBy(connection => connection.Endpoint).Where(connection => !IsDeclared(connection)).ToList())
            {
                await TryKeepAsync(connection, cancellationToken);
            }

            await Task.Delay(interval, time, cancellationToken);
        }
    }

    private bool IsDeclared(ConnectionSnapshot connection)
    {
        return siblings.Of(TeamAdapter.DefaultName).Any(team => connections.Get(ConnectionRefs.Of(team)).Endpoint == connection.Endpoint);
    }

    private async Task TryKeepAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(connection, cancellationToken);
        }
        catch (LiteLLMException e)
        {
            connections.Suspect(connection, e);
            LogFailed(connection.Key, e.Message);
        }
    }

    private async Task KeepAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        new ChangeOrigin(LiteLLMTeam.KindName, connection.Key with { Name = TeamAdapter.DefaultName }, ChangeCauseLabel.DefaultTeam) { Connection = connection.Key.Name }.Enter();

        // The filter matches parts of an alias, and aliases are not unique.
        var rows = await TeamReader.RowsAsync(connection, TeamAdapter.DefaultName, cancellationToken);
        var id = rows.Where(row => ObservedTeam.From(row.Value, null)?.Name == TeamAdapter.DefaultName).Select(row => row.Key).Min(StringComparer.Ordinal);
        if (id is null)
        {
            await connection.Client!.Api.CreateTeamAsync(TeamAdapter.ImplicitBody(connection), cancellationToken);
            LogCreated(connection.Key);
            return;
        }

        if (await adapter.ReadAsync(connection, id, cancellationToken) is not { } team || (team.Marker is { } marker && marker.Instance != instance))
        {
            return;
        }

        var key = connection.Key;
        var isEqual = adapter.Compare(TeamRenderer.Implicit(TeamAdapter.DefaultName), team, null, IgnorePaths.None).IsEqual;
        if (!isEqual && _storms.BeforeRepair(key).RetryAfter is null)
        {
            await adapter.ResetAsync(connection, id, null, team, cancellationToken);
            _storms.Recorded(key);
            LogReset(key);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The team default was created at LiteLLMConnection {Connection}")]
    private partial void LogCreated(ObjectKey connection);

    [LoggerMessage(Level = LogLevel.Information, Message = "The team default at LiteLLMConnection {Connection} was closed again")]
    private partial void LogReset(ObjectKey connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The team default at LiteLLMConnection {Connection} could not be looked after: {Cause}")]
    private partial void LogFailed(ObjectKey connection, string cause);
}
