using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>
/// ToolHive's objects of all namespaces, of the kinds somebody wants. ToolHive may not be installed: that is a source that cannot be read, never
/// one without objects.
/// </summary>
internal sealed class ToolHiveWatch
{
    /// <summary>When a source is asked again that cannot be read. What ends that state is noticed by the watch; this heals what it would miss.</summary>
    private static readonly TimeSpan s_unreadableRetry = TimeSpan.FromMinutes(1);

    private readonly KubernetesConnection _kubernetes;
    private readonly Dictionary<ToolHiveKind, OnDemandInformer<ToolHiveObject>> _informers = [];

    public ToolHiveWatch(KubernetesConnection kubernetes, TimeProvider time, Random random, ILoggerFactory loggers)
    {
        _kubernetes = kubernetes;
        foreach (var kind in ToolHiveKind.All)
        {
            var options = new InformerOptions([]) { MayBeAbsent = true, Name = kind.Resource };
            var informer = new OnDemandInformer<ToolHiveObject>(() => new(kubernetes, kind.Type, options, time, loggers, random));
            informer.Changed += change => OnChanged(kind, change);
            informer.StandingChanged += () => KindChanged?.Invoke(kind);
            _informers.Add(kind, informer);
        }
    }

    /// <summary>An object that a discovery of this kind and namespace sees came, went, or is reached another way.</summary>
    public event Action<ToolHiveKind, string>? ObjectChanged;

    /// <summary>A kind came or went as a whole.</summary>
    public event Action<ToolHiveKind>? KindChanged;

    /// <summary>The kinds to watch; all others are left alone.</summary>
    public void Want(IReadOnlySet<ToolHiveKind> kinds)
    {
        foreach (var (kind, informer) in _informers)
        {
            informer.IsWanted = kinds.Contains(kind);
        }
    }

    /// <summary>All objects of a wanted kind.</summary>
    /// <exception cref="SourceException">They are not known for certain.</exception>
    public async Task<IReadOnlyList<ToolHiveObject>> ListAsync(ToolHiveKind kind, CancellationToken cancellationToken)
    {
        var informer = await _informers[kind].CurrentAsync(cancellationToken)
            ?? throw new SourceException(SourceFailure.Unreachable, $"{kind.Resource} is no longer asked for");
        var standing = informer.Standing;
        return standing.State switch
        {
            InformerState.Synced => informer.List(),
            InformerState.Absent => throw Unreadable(await AbsenceAsync(kind, cancellationToken)),
            _ => throw Unreadable($"{kind.Resource} cannot be read: {standing.Failure}"),
        };
    }

    /// <summary>Watches what is wanted until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        return Task.WhenAll(_informers.Values.Select(informer => informer.RunAsync(cancellationToken)));
    }

    private static SourceException Unreadable(string message)
    {
        return new(SourceFailure.Unreachable, message, s_unreadableRetry);
    }

    /// <summary>CRDs of an old chart look installed; so it must be said what is missing.</summary>
    private async Task<string> AbsenceAsync(ToolHiveKind kind, CancellationToken cancellationToken)
    {
        const string Remedy = $"install {ToolHiveKind.MinimumChart} or newer";
        IReadOnlyList<string> versions;
        try
        {
            versions = await _kubernetes.ServedVersionsAsync(ToolHiveKind.Group, kind.Plural, cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            return $"{kind.Resource} is not served in {ToolHiveKind.Version}, and what is served cannot be asked: {e.Message}";
        }

        return versions.Contains(ToolHiveKind.Version) ? $"{kind.Resource} has just come and is about to be read"
            : versions.Count > 0 ? $"{kind.Resource} is installed but served in {string.Join(", ", versions)} only, and {ToolHiveKind.Version} is needed: {Remedy}"
            : $"{kind.Resource} is not installed: {Remedy}, or leave {kind.Name} out of spec.toolhive.kinds";
    }

    private void OnChanged(ToolHiveKind kind, InformerEvent<ToolHiveObject> change)
    {
        if (!Same(change.Old, change.New))
        {
            ObjectChanged?.Invoke(kind, change.Key.Namespace);
        }
    }

    /// <summary>ToolHive writes status all the time; what a discovery reads of it hardly ever changes.</summary>
    private static bool Same(ToolHiveObject? before, ToolHiveObject? after)
    {
        return before is not null && after is not null
            && before.Metadata.DeletionTimestamp == after.Metadata.DeletionTimestamp
            && ToolHiveEndpoint.Url(before) == ToolHiveEndpoint.Url(after)
            && ToolHiveEndpoint.Transport(before) == ToolHiveEndpoint.Transport(after);
    }
}
