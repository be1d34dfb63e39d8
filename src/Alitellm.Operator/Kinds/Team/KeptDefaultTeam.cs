using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>The teams, and during the same terms the team <c>default</c> that nobody declares.</summary>
internal sealed class KeptDefaultTeam(IKindRuntime teams, DefaultTeamKeeper keeper) : IKindRuntime
{
    public string Kind => teams.Kind;

    public string Plural => teams.Plural;

    public string Placement => teams.Placement;

    public IReferenceTarget Target => teams.Target;

    public IInformer Informer => teams.Informer;

    public void FollowReferences()
    {
        teams.FollowReferences();
    }

    public Task RunListsAsync(CancellationToken cancellationToken)
    {
        return teams.RunListsAsync(cancellationToken);
    }

    public async Task RunTermAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Loops.RunAsync([teams.RunTermAsync(stop.Token), keeper.RunAsync(stop.Token)], stop);
    }

    public IEnumerable<RemoteResource> UsersOf(ObjectKey connection)
    {
        return teams.UsersOf(connection);
    }

    public void Dispose()
    {
        teams.Dispose();
    }
}
