using Alitellm.Kubernetes.Client;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>How a watch ended.</summary>
/// <param name="Lines">Events seen, bookmarks included.</param>
/// <param name="Lasted">Time since the server accepted it; zero when it never did.</param>
/// <param name="Failure">What the server or the transport said, if anything.</param>
internal readonly record struct WatchEnd(WatchEndKind Kind, long Lines, TimeSpan Lasted, KubernetesApiException? Failure);
