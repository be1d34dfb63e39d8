using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Children;

namespace Alitellm.Operator.Discovery;

/// <summary>How discoveries are found from what they depend on, and generated objects from who controls them.</summary>
internal static class DiscoveryIndexes
{
    public const string Secret = "secret";

    /// <summary>By the names a discovery would generate if they were free.</summary>
    public const string Skipped = "skipped";

    private const string Controller = "controller";

    public static void AddTo<TDiscovery, TChild>(Informer<TDiscovery> informer, IDiscoveryAdapter<TDiscovery, TChild> adapter)
        where TDiscovery : class, IDiscovery
        where TChild : RemoteResource
    {
        informer.AddIndex(Secret, discovery => adapter.Secrets(discovery).Distinct().Select(name => KeyOf(discovery, name)));
        informer.AddIndex(Skipped, discovery => (discovery.Status?.SkippedCandidates ?? []).Select(entry => KeyOf(discovery, entry.Name)).Distinct());
    }

    /// <summary>Lets the objects of a kind be found by the UID of their controller.</summary>
    public static void AddController<TChild>(Informer<TChild> children)
        where TChild : RemoteResource
    {
        children.AddIndex(Controller, child => ChildOwner.ControllerOf(child)?.Uid is { } uid ? [uid] : []);
    }

    /// <summary>The objects this very discovery generated, wherever a label says what.</summary>
    public static IReadOnlyList<TChild> ChildrenOf<TChild>(this Informer<TChild> children, IDiscovery discovery)
        where TChild : RemoteResource
    {
        return discovery.Metadata.Uid is { } uid ? children.ByIndex(Controller, uid) : [];
    }

    private static string KeyOf(IDiscovery discovery, string name)
    {
        return new ObjectKey(discovery.Metadata.NamespaceProperty, name).ToString();
    }
}
