namespace Alitellm.Testing.Kubernetes;

/// <summary>The kinds served without a CRD.</summary>
internal static class BuiltInResources
{
    public static IEnumerable<ResourceType> All(int historyLimit)
    {
        ObjectCollection New() => new(historyLimit, 0);

        yield return Type("", "v1", "namespaces", "Namespace", New(), BuiltInColumns.Namespaces) with
        {
            Namespaced = false,
            ShortNames = ["ns"],
            FieldLabels = new HashSet<string> { "status.phase" },
        };
        yield return Type("", "v1", "secrets", "Secret", New(), BuiltInColumns.Secrets) with { FieldLabels = new HashSet<string> { "type" } };
        yield return Type("", "v1", "configmaps", "ConfigMap", New(), BuiltInColumns.ConfigMaps) with { ShortNames = ["cm"] };
        yield return Type("", "v1", "serviceaccounts", "ServiceAccount", New(), BuiltInColumns.ServiceAccounts, BuiltInSchemas.ServiceAccount) with
        {
            ShortNames = ["sa"],
        };
        var events = New();
        var coreEvents = Type("", "v1", "events", "Event", events, BuiltInColumns.Events, BuiltInSchemas.Event) with
        {
            ShortNames = ["ev"],
            FieldLabels = EventConversion.CoreFieldLabels,
        };
        yield return coreEvents;
        var newEvents = new ServedVersion("events.k8s.io", "v1")
        {
            Schema = BuiltInSchemas.Event,
            Columns = BuiltInColumns.Events,
            FromStorage = EventConversion.ToEventsGroup,
            ToStorage = EventConversion.ToCore,
        };
        yield return Type("events.k8s.io", "v1", "events", "Event", events, BuiltInColumns.Events) with
        {
            ShortNames = ["ev"],
            FieldLabels = EventConversion.NewFieldLabels,
            Versions = [newEvents],
            StorageVersion = coreEvents.StorageVersion,
        };
        yield return Type("coordination.k8s.io", "v1", "leases", "Lease", New(), BuiltInColumns.Leases) with { AllowsUnconditionalUpdate = false };
        yield return Type("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", New(), BuiltInColumns.Definitions) with
        {
            Namespaced = false,
            TracksGeneration = true,
            AllowsUnconditionalUpdate = false,
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
        };
    }

    private static ResourceType Type(
        string group, string version, string plural, string kind, ObjectCollection collection, IReadOnlyList<TableColumn> columns, StructuralSchema? schema = null)
    {
        var served = new ServedVersion(group, version)
        {
            Schema = schema ?? BuiltInSchemas.Free,
            Columns = columns,
            HasStatus = plural is "namespaces" or "customresourcedefinitions",
        };
        return new ResourceType
        {
            Group = group,
            Plural = plural,
            Singular = kind.ToLowerInvariant(),
            Kind = kind,
            ListKind = $"{kind}List",
            Namespaced = true,
            AllowsUnconditionalUpdate = true,
            Versions = [served],
            StorageVersion = served,
            Collection = collection,
        };
    }
}
