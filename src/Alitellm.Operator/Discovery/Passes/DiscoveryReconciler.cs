using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Remote.Deleting;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>
/// The one path every discovery takes: list, filter, write, prune, report. Nothing is deleted before the source was listed completely and the
/// filters could be applied: a failure is never taken for emptiness.
/// </summary>
internal sealed class DiscoveryReconciler<TDiscovery, TChild> : IReconciler<ObjectKey>
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>A label value ends here; a longer name cannot be written to anything generated.</summary>
    private const int MaxName = 63;

    private readonly IDiscoveryAdapter<TDiscovery, TChild> _adapter;
    private readonly DiscoveryServices<TDiscovery, TChild> _services;
    private readonly Finalizers<TDiscovery> _finalizers;
    private readonly Generator<TDiscovery, TChild> _generator;
    private readonly DiscoveryReporter<TDiscovery, TChild> _reporter;
    private readonly Drain<TDiscovery, TChild> _drain;

    public DiscoveryReconciler(IDiscoveryAdapter<TDiscovery, TChild> adapter, DiscoveryServices<TDiscovery, TChild> services, ILogger logger)
    {
        _adapter = adapter;
        _services = services;
        var statuses = new StatusWriter<TDiscovery>(services.Client, services.Informer);
        _finalizers = new(services.Client, services.Informer, adapter.Kind.Finalizer);
        _generator = new(adapter, services, logger);
        _reporter = new(services, statuses);
        _drain = new(services, _generator, _finalizers, statuses, logger);
    }

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_services.Informer.Get(key) is not { } discovery)
        {
            Forget(key);
            return ReconcileResult.Done;
        }

        if (discovery.Metadata.DeletionTimestamp is not null)
        {
            _services.Listings.Forget(key);
            return await _drain.DrainAsync(discovery, cancellationToken);
        }

        if (!_finalizers.Has(discovery))
        {
            discovery = await _finalizers.AddAsync(discovery, cancellationToken);
        }

        discovery = await _reporter.SyncingAsync(discovery, cancellationToken);
        var interval = RefreshInterval.Of(discovery.CommonSpec);
        var (filter, problem) = CandidateFilter.Parse(discovery.CommonSpec.Filters);
        if (filter is null || key.Name.Length > MaxName)
        {
            var invalid = problem ?? $"the name has more than {MaxName} characters, which no label of a generated object can hold";
            await _reporter.ReportAsync(discovery, PassReports.InvalidSpec(invalid, _adapter.Kind.ReachableDespiteInvalidFilters), cancellationToken);
            return NextAttempt.AfterFailure(SourceFailure.InvalidConfig, null, interval, _services.Random.NextDouble());
        }

        try
        {
            return await PassAsync(discovery, filter, interval, cancellationToken);
        }
        catch (SourceException e)
        {
            _services.Metrics.Refreshed(discovery.SourceType, success: false);
            await _reporter.ReportAsync(discovery, PassReports.SourceFailed(e), cancellationToken);
            return NextAttempt.AfterFailure(e.Failure, e.RetryAfter, interval, _services.Random.NextDouble());
        }
    }

    private async Task<ReconcileResult> PassAsync(TDiscovery discovery, CandidateFilter filter, TimeSpan interval, CancellationToken cancellationToken)
    {
        var (listing, untilDue, isNew) = await ListAsync(discovery, interval, cancellationToken);
        var report = await GenerateAsync(discovery, listing, filter, cancellationToken);
        if (isNew)
        {
            // One that cannot be right does not count as a refresh.
            var isGood = report.Outcomes is not null;
            _services.Metrics.Refreshed(discovery.SourceType, isGood);
            report = isGood ? report with { Refresh = (_services.Now, _services.Now + untilDue) } : report;
        }

        await _reporter.ReportAsync(discovery, report, cancellationToken);
        return NextAttempt.AfterPass(untilDue, report.NeedsLook, report.Slipped, _services.Random.NextDouble());
    }

    private async Task<(SourceListing Listing, TimeSpan UntilDue, bool IsNew)> ListAsync(TDiscovery discovery, TimeSpan interval, CancellationToken cancellationToken)
    {
        if (_services.Listings.Find(discovery) is { } known)
        {
            return (known.Listing, known.UntilDue, false);
        }

        var since = _services.Listings.Now;
        var listing = await _adapter.ListAsync(discovery, cancellationToken);
        listing = listing with { Candidates = CandidateNames.Distinct(listing.Candidates) };
        var untilDue = NextAttempt.Spread(interval, _services.Random.NextDouble());
        _services.Listings.Keep(discovery, listing, untilDue, since);
        return (listing, untilDue, true);
    }

    private async Task<PassReport> GenerateAsync(TDiscovery discovery, SourceListing listing, CandidateFilter filter, CancellationToken cancellationToken)
    {
        var (kept, unmatched) = filter.Apply(listing.Candidates);
        if (unmatched is not null)
        {
            return PassReports.Unmatched(unmatched, listing);
        }

        var owned = _services.Children.ChildrenOf(discovery);
        var guard = discovery.CommonSpec.PruneGuard;
        if (kept.Count == 0 && listing.Skipped.Count == 0 && guard?.AllowEmpty != true && owned.Count(child => child.Metadata.DeletionTimestamp is null) is > 0 and var living)
        {
            return PassReports.NothingLeft(living, listing);
        }

        var outcomes = await _generator.WriteAsync(discovery, kept, cancellationToken);
        var keep = kept.Select(candidate => candidate.Name).Concat(listing.Skipped.Select(entry => entry.Name)).ToHashSet(StringComparer.Ordinal);
        var prune = PrunePlan.Of([.. owned.Select(child => Facts(discovery, child))], keep, listing, guard);
        var undeleted = await _generator.DeleteAsync(owned.Where(child => prune.Delete.Contains(child.Metadata.Name)), cancellationToken);
        var failure = await _adapter.CompleteAsync(discovery, InPlace(outcomes, owned), cancellationToken);
        return PassReports.Complete(listing, outcomes, prune, undeleted, failure);
    }

    private OwnedChild Facts(TDiscovery discovery, TChild child)
    {
        var sourceId = child.Metadata.Annotations?.TryGetValue(ApiGroup.SourceIdAnnotation, out var id) == true ? id : null;
        var isDeselected = sourceId is not null && _adapter.IsDeselected(discovery, child, sourceId);
        return new(child.Metadata.Name, sourceId, child.Metadata.DeletionTimestamp is not null, isDeselected);
    }

    /// <summary>Names of kept candidates with an object of ours, whether this pass could write it or not.</summary>
    private static IReadOnlyList<string> InPlace(IReadOnlyList<CandidateOutcome> outcomes, IReadOnlyList<TChild> owned)
    {
        var names = owned.Select(child => child.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        return [.. outcomes.Where(outcome => outcome is CandidateOutcome.Generated || names.Contains(outcome.Candidate.Name)).Select(outcome => outcome.Candidate.Name)];
    }

    private void Forget(ObjectKey key)
    {
        _services.Listings.Forget(key);
        _services.KindMetrics.Forget(key.Namespace, key.Name);
        _services.Metrics.Forget(key.Namespace, key.Name);
        _drain.Forget(key);
    }
}
