using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Leases;

namespace Alitellm.Operator.Hosting;

/// <summary>The leases of this operator.</summary>
internal static class LeaseGroups
{
    private const string Prefix = "alitellm-operator";

    /// <summary>The one lease of the reference operator. While it is renewed by somebody, two operators would write the same entries.</summary>
    private const string ReferenceLease = "alitellm-operator-leader";

    public static LeaseGroup Create(OperatorOptions options, RuntimeServices services, KubernetesConnection kubernetes)
    {
        var timings = new LeaseOptions { Duration = options.LeaseDuration, Renew = options.LeaseRenew, Retry = options.LeaseRetry };
        var namespaces = options.WatchNamespaces.Append(options.PodNamespace).Distinct(StringComparer.Ordinal);
        var foreign = namespaces.Select(name => new ObjectKey(name, ReferenceLease)).ToList();
        return new(kubernetes, options.PodNamespace, Prefix, options.Identity, timings, foreign, services.TimeProvider, services.Random, services.LoggerFactory);
    }
}
