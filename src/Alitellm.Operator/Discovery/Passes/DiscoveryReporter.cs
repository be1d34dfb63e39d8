using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Status;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Says what a pass found: status in one write, metrics, and events where something turned.</summary>
internal sealed class DiscoveryReporter<TDiscovery, TChild>(DiscoveryServices<TDiscovery, TChild> services, StatusWriter<TDiscovery> statuses)
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>Shows that a new spec is being worked on. A pass over a spec that was worked on before must not make Ready flap.</summary>
    public async Task<TDiscovery> SyncingAsync(TDiscovery discovery, CancellationToken cancellationToken)
    {
        var ready = ConditionList.Find(discovery.Status?.Conditions, ConditionTypes.Ready);
        var isKnown = ready is not null && (discovery.Status!.ObservedGeneration == discovery.Metadata.Generation || ready.Reason == ConditionReasons.Syncing);
        return isKnown
            ? discovery
            : await statuses.WriteAsync(discovery, copy => DiscoveryStatusComposer.Syncing(copy, services.Now), null, cancellationToken) ?? discovery;
    }

    public async Task ReportAsync(TDiscovery discovery, PassReport report, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(discovery);
        services.KindMetrics.Reported(key.Namespace, report.Reason);
        if (report.Ready)
        {
            services.KindMetrics.Succeeded(key.Namespace, key.Name);
        }

        // The watch may not show yet what this pass wrote.
        var generated = report.Outcomes?.OfType<CandidateOutcome.Generated>().Count() ?? services.Children.ChildrenOf(discovery).Count;
        services.Metrics.Generated(key.Namespace, key.Name, discovery.SourceType, generated);
        await statuses.WriteAsync(discovery, copy => DiscoveryStatusComposer.Report(copy, report, services.Now), null, cancellationToken);
        foreach (var notice in DiscoveryNotices.Of(discovery.Status, report))
        {
            if (notice.IsWarning)
            {
                services.Events.Warning(discovery, notice.Reason, notice.Text);
            }
            else
            {
                services.Events.Normal(discovery, notice.Reason, notice.Text);
            }
        }
    }
}
