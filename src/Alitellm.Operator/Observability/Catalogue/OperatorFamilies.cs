namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>What happens to objects and their LiteLLM entries.</summary>
internal static class OperatorFamilies
{
    private const string PerKind = "the reconciler of each kind";

    public static MetricFamily Objects { get; } = new(
        MetricType.Gauge, MetricNames.Objects, "Objects by the status and reason of their Ready condition.")
    {
        Labels =
        [
            SharedLabels.Kind,
            SharedLabels.Namespace,
            new(MetricLabels.Ready, ["True", "False", "Unknown"]),
            new(MetricLabels.Reason, "a reason of [conditions.md](conditions.md); `None` before the first reconcile, `Other` for one that is not listed there"),
        ],
        CountedBy = "each scrape, from the objects as they are in the cluster",
        ShownWhen = "for combinations that occur, and `True`/`Synced` always; only by the replica that holds the kind's Lease",
    };

    public static MetricFamily Unready { get; } = new(
        MetricType.Gauge, MetricNames.Unready, "Seconds since the object that has gone without Ready for longest was last Ready; 0 when all are.")
    {
        Labels = [SharedLabels.Kind, SharedLabels.Namespace],
        CountedBy = Objects.CountedBy,
        ShownWhen = "only by the replica that holds the kind's Lease",
    };

    public static MetricFamily Outcomes { get; } = new(MetricType.Counter, MetricNames.ReconcileOutcome, "Reconciles by how they ended.")
    {
        Labels = [SharedLabels.Kind, new(MetricLabels.Result, [.. Enum.GetValues<ReconcileOutcome>().Select(static outcome => outcome.Text())])],
        CountedBy = PerKind,
    };

    public static MetricFamily Results { get; } = new(MetricType.Counter, MetricNames.Reconcile, "Reconciles by what the Ready condition said afterwards.")
    {
        Labels = [SharedLabels.Kind, SharedLabels.Namespace, new(MetricLabels.Result, ReconcileResultLabel.All)],
        CountedBy = PerKind,
    };

    public static MetricFamily StatusAge { get; } = new(MetricType.Gauge, MetricNames.StatusAge, "Seconds since an object was last reconciled with success.")
    {
        Labels = [SharedLabels.Kind, SharedLabels.Namespace, SharedLabels.Name],
        CountedBy = "each scrape",
        ShownWhen = "for the 10,000 objects seen last; only by the replica that holds the kind's Lease",
    };

    public static MetricFamily Writes { get; } = new(MetricType.Counter, MetricNames.Writes, "Requests that change LiteLLM, by what caused them.")
    {
        Labels = [SharedLabels.WritingKind, new(MetricLabels.Cause, ChangeCauseLabel.All), new(MetricLabels.Result, ChangeResultLabel.All)],
        CountedBy = "the client, together with the line of the change log",
    };

    public static MetricFamily Corrections { get; } = new(MetricType.Counter, MetricNames.DriftCorrected, "Writes that corrected LiteLLM.")
    {
        Labels =
        [
            new(MetricLabels.Domain, [.. KindLabels.All.Select(static labels => labels.DriftDomain).OfType<string>()]),
            new(MetricLabels.Action, [.. KindLabels.All.SelectMany(static labels => labels.DriftActions).Distinct().Select(static action => action.Text())]),
        ],
        CountedBy = PerKind,
    };

    public static MetricFamily Conflicts { get; } = new(MetricType.Counter, MetricNames.Conflicts, "Objects that lost or won a name another object claims.")
    {
        Labels = [SharedLabels.WritingKind, new(MetricLabels.Role, [.. Enum.GetValues<ConflictRole>().Select(static role => role.Text())])],
        CountedBy = PerKind,
    };

    public static MetricFamily Orphaned { get; } = new(MetricType.Counter, MetricNames.DeletionOrphaned, "Finalizers dropped without a confirmed delete in LiteLLM.")
    {
        Labels = [SharedLabels.WritingKind],
        CountedBy = PerKind,
    };

    public static MetricFamily Blocked { get; } = new(
        MetricType.Gauge, MetricNames.DeletionBlocked, "1 for an object that stays because its delete in LiteLLM is not confirmed.")
    {
        Labels = [SharedLabels.WritingKind, SharedLabels.Namespace, SharedLabels.Name],
        CountedBy = PerKind,
        ShownWhen = "only while it is so, by the replica that holds the kind's Lease",
    };

    public static MetricFamily ConnectionReady { get; } = new(
        MetricType.Gauge, MetricNames.ConnectionReady, "1 for the reason a Connection has now, 0 for the others.")
    {
        Labels = [SharedLabels.Namespace, SharedLabels.Name, new(MetricLabels.Reason, ConnectionReasonLabel.All)],
        CountedBy = "the reconciler of Connections",
        ShownWhen = "once there is a Connection, by the replica that holds the Lease of Connections",
    };

    public static MetricFamily RemoteLists { get; } = new(MetricType.Counter, MetricNames.RemoteLists, "Lists of a kind in LiteLLM, by how they ended.")
    {
        Labels = [SharedLabels.WritingKind, new(MetricLabels.Result, ChangeResultLabel.All)],
        CountedBy = "the lists of each kind",
    };

    public static MetricFamily RemoteEntries { get; } = new(MetricType.Gauge, MetricNames.RemoteEntries, "Entries in the newest list of a kind, all proxies together.")
    {
        Labels = [SharedLabels.WritingKind],
        CountedBy = RemoteLists.CountedBy,
        ShownWhen = "once the kind was listed, by the replica that holds the kind's Lease",
    };

    public static MetricFamily LastRelist { get; } = new(
        MetricType.Gauge, MetricNames.LastRelist, "When a kind was last listed in LiteLLM without an error, in Unix time.")
    {
        Labels = [SharedLabels.WritingKind],
        CountedBy = RemoteLists.CountedBy,
        ShownWhen = RemoteEntries.ShownWhen,
    };

    public static MetricFamily BuildInfo { get; } = new(MetricType.Gauge, MetricNames.BuildInfo, "Always 1; the labels tell what runs.")
    {
        Labels = [new(MetricLabels.Version, "of the operator"), new(MetricLabels.Runtime, "the version of .NET")],
        CountedBy = "the process",
    };

    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        Objects, Unready, Outcomes, Results, StatusAge, Writes, Corrections, Conflicts, Orphaned, Blocked, ConnectionReady, RemoteLists, RemoteEntries, LastRelist, BuildInfo,
    ];
}
