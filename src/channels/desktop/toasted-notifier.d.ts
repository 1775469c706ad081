/** The part of its interface that is used: https://github.com/Aetherinox/node-toasted-notifier */
declare module 'toasted-notifier' {
  interface Notifier {
    notify(
      notification: {
        readonly title: string;
        readonly message: string;
        readonly wait?: boolean;
        readonly sound?: boolean;
        readonly 'app-name'?: string;
        readonly appID?: string;
      },
      done: (error: Error | null, response?: string) => void,
    ): unknown;
  }
  const notifier: Notifier;
  export = notifier;
}
