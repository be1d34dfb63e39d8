using k8s.Models;

namespace Alitellm.Operator.Children;

/// <summary>What became of one generated object.</summary>
/// <param name="State">Whose the object was. Only <see cref="ChildState.Absent"/> and <see cref="ChildState.Ours"/> are written.</param>
/// <param name="Written">Whether a write was sent; an object that says what it should is left alone.</param>
internal sealed record ChildWrite(ChildState State, bool Written)
{
    /// <summary>Who controls the object where it is somebody else.</summary>
    public V1OwnerReference? Holder { get; init; }

    /// <summary>Somebody wrote the same object at the same moment. What it is now shows at the next look.</summary>
    public bool Raced { get; init; }
}
