namespace Alitellm.Api.Schema;

/// <summary>A column of <c>kubectl get</c>; columns are shown in the order of the attributes.</summary>
/// <param name="name">The heading.</param>
/// <param name="jsonPath">Where the value is, from the object's root.</param>
/// <param name="type">How it is shown.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PrinterColumnAttribute(string name, string jsonPath, PrinterColumnType type = PrinterColumnType.Text) : Attribute
{
    public const string ReadyStatus = ".status.conditions[?(@.type=='Ready')].status";
    public const string ReadyReason = ".status.conditions[?(@.type=='Ready')].reason";
    public const string ReadyMessage = ".status.conditions[?(@.type=='Ready')].message";
    public const string CreationTime = ".metadata.creationTimestamp";

    public string Name { get; } = name;

    public string JsonPath { get; } = jsonPath;

    public PrinterColumnType Type { get; } = type;

    /// <summary>Shown by <c>kubectl get -o wide</c> only.</summary>
    public bool Wide { get; init; }
}
