export interface House {
  webUrl: string;
  bridgeUrl: string;
  sandboxUrl: string;
  workerUrl: string;
  dataFolder: string;
  email: string;
  password: string;
  output: () => string;
  stop: () => Promise<void>;
}

export function startHouse(settings?: Record<string, string>): Promise<House>;
