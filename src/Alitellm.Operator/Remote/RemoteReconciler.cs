using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Acting;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Deleting;
using Alitellm.Operator.Remote.Policies;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Remote;

/// <summary>
/// The one path every Pipeline A object takes: gather, decide, act, report. What is special about a kind is in its adapter.
/// </summary>
internal sealed class RemoteReconciler<TResource, TDesired, TObserved> : IReconciler<ObjectKey>
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly IRemoteAdapter<TResource, TDesired, TObserved> _adapter;
    private readonly RemoteServices<TResource, TObserved> _services;
    private readonly Gatherer<TResource, TDesired, TObserved> _gatherer;
    private readonly Executor<TResource, TDesired, TObserved> _executor;
    private readonly Reporter<TResource, TDesired, TObserved> _reporter;
    private readonly Deleter<TResource, TDesired, TObserved> _deleter;
    private readonly Finalizers<TResource> _finalizers;

    public RemoteReconciler(IRemoteAdapter<TResource, TDesired, TObserved> adapter, RemoteServices<TResource, TObserved> services, ILogger logger)
    {
        _adapter = adapter;
        _services = services;
        _finalizers = new(services.Client, services.Informer, adapter.Kind.Finalizer);
        _gatherer = new(adapter, services);
        _executor = new(adapter, services);
        _reporter = new(adapter, services);
        _deleter = new(adapter, services, _finalizers, logger);
    }

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_services.Informer.Get(key) is not { } resource)
        {
            Forget(key);
            return ReconcileResult.Done;
        }

        var connection = _services.Connections.Get(ConnectionRefs.Of(resource));
        var policies = EffectivePolicies.Of(resource.CommonSpec, connection.Defaults);
        if (resource.Metadata.DeletionTimestamp is not null)
        {
            return await _deleter.DeleteAsync(resource, connection, policies, cancellationToken);
        }

        if (policies is { Suspend: false, Management: ManagementPolicy.Apply } && !_finalizers.Has(resource))
        {
            resource = await _finalizers.AddAsync(resource, cancellationToken);
        }

        if (_services.Projection is { } projection && policies is { Suspend: false, Management: ManagementPolicy.Apply })
        {
            await projection.ApplyAsync(resource, cancellationToken);
        }

        var pass = new Pass<TResource, TDesired, TObserved>(resource, connection, policies);
        try
        {
            pass = await _gatherer.GatherAsync(pass, cancellationToken);
            if (pass.IsUnchanged)
            {
                return _reporter.Unchanged(pass);
            }

            var decision = DecisionChain.Decide(pass.Input);
            pass = await _executor.AnnounceAsync(pass, decision, cancellationToken);
            var receipt = await _executor.ExecuteAsync(pass, decision, cancellationToken);
            return await _reporter.ReportAsync(pass, decision, receipt, cancellationToken);
        }
        catch (LiteLLMException e)
        {
            _services.Connections.Suspect(connection, e);
            return await _reporter.FailedAsync(pass, e, cancellationToken);
        }
    }

    private void Forget(ObjectKey key)
    {
        _services.Verified.Forget(key);
        _services.Confirmations.Clear(key);
        _services.Unclear.Clear(key);
        _services.Recreates.Clear(key);
        _services.Storms.Forget(key);
        _services.Grace.Clear(key);
        _services.Metrics.Forget(key.Namespace, key.Name);
    }
}
