using static Alitellm.Testing.Kubernetes.ProtobufForm;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// Messages <c>kubectl create</c> sends in protobuf: its typed client uses it for core kinds whatever discovery says. Field numbers
/// are those of <c>k8s.io/api/core/v1</c> and <c>k8s.io/apimachinery/pkg/apis/meta/v1</c>.
/// </summary>
internal static class ProtobufSchemas
{
    private static readonly Dictionary<int, ProtobufField> s_owner = new()
    {
        [1] = new("kind", Text),
        [3] = new("name", Text),
        [4] = new("uid", Text),
        [5] = new("apiVersion", Text),
        [6] = new("controller", Flag),
        [7] = new("blockOwnerDeletion", Flag),
    };

    private static readonly ProtobufField s_metadata = new("metadata", Message, Message: new Dictionary<int, ProtobufField>
    {
        [1] = new("name", Text),
        [2] = new("generateName", Text),
        [3] = new("namespace", Text),
        [5] = new("uid", Text),
        [6] = new("resourceVersion", Text),
        [7] = new("generation", Number),
        [8] = new("creationTimestamp", Time),
        [9] = new("deletionTimestamp", Time),
        [10] = new("deletionGracePeriodSeconds", Number),
        [11] = new("labels", TextMap),
        [12] = new("annotations", TextMap),
        [13] = new("ownerReferences", Message, true, s_owner),
        [14] = new("finalizers", Text, true),
    });

    private static readonly Dictionary<int, ProtobufField> s_name = new() { [1] = new("name", Text) };

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<int, ProtobufField>> Kinds { get; } =
        new Dictionary<string, IReadOnlyDictionary<int, ProtobufField>>
        {
            ["Namespace"] = new Dictionary<int, ProtobufField>
            {
                [1] = s_metadata,
                [2] = new("spec", Message, Message: new Dictionary<int, ProtobufField> { [1] = new("finalizers", Text, true) }),
                [3] = new("status", Message, Message: new Dictionary<int, ProtobufField> { [1] = new("phase", Text) }),
            },
            ["ConfigMap"] = new Dictionary<int, ProtobufField>
            {
                [1] = s_metadata,
                [2] = new("data", TextMap),
                [3] = new("binaryData", BytesMap),
                [4] = new("immutable", Flag),
            },
            ["Secret"] = new Dictionary<int, ProtobufField>
            {
                [1] = s_metadata,
                [2] = new("data", BytesMap),
                [3] = new("type", Text),
                [4] = new("stringData", TextMap),
                [5] = new("immutable", Flag),
            },
            ["ServiceAccount"] = new Dictionary<int, ProtobufField>
            {
                [1] = s_metadata,
                [2] = new("secrets", Message, true, s_name),
                [3] = new("imagePullSecrets", Message, true, s_name),
                [4] = new("automountServiceAccountToken", Flag),
            },
        };

    /// <summary>The wrapper around every object: its kind and its bytes.</summary>
    public static IReadOnlyDictionary<int, ProtobufField> Envelope { get; } = new Dictionary<int, ProtobufField>
    {
        [1] = new("typeMeta", Message, Message: new Dictionary<int, ProtobufField> { [1] = new("apiVersion", Text), [2] = new("kind", Text) }),
        [2] = new("raw", Bytes),
    };
}
